using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Audit;

/// <summary>Calls that were refused before any service saw them.</summary>
public sealed class AuditTrailTests
{
    [Theory]
    [InlineData("REGULATOR", "530103", "EDUCATION")]
    [InlineData("REGULATOR", "530102", "SPORTS")]
    [InlineData("INSPECTOR", "530102", null)]
    public async Task Audits_a_change_that_was_refused_at_the_edge(string audience, string division, string? department)
    {
        await using var host = await NoteHost.StartAsync();
        var request = new CreateNoteRequest { RequestId = NoteHost.NewId(), Note = new Note { Division = "530102", Title = "refused" } };

        await RichError.OfAsync(host.As(audience, division, department).CreateNoteAsync(request));

        var row = await host.ReadAsync(db => db.Audit.SingleAsync());
        Assert.Equal(("PermissionDenied", audience, division, "/shuangjian.test.v1.NoteService/CreateNote"), (row.Result, row.Audience, row.Jurisdiction, row.Method));
    }

    [Fact]
    public async Task Leaves_refused_reading_and_unknown_callers_out_of_the_trail()
    {
        await using var host = await NoteHost.StartAsync();

        var read = await RichError.OfAsync(host.As("REGULATOR", "530103", "EDUCATION").ListNotesAsync(new ListNotesRequest { Division = "530102" }));
        var unknown = await RichError.OfAsync(host.Anonymous.CreateNoteAsync(new CreateNoteRequest { RequestId = NoteHost.NewId(), Note = new Note { Division = "530102", Title = "refused" } }));

        Assert.Equal((StatusCode.PermissionDenied, StatusCode.Unauthenticated), (read.Code, unknown.Code));
        Assert.Equal(0, await host.ReadAsync(db => db.Audit.CountAsync()));
    }
}
