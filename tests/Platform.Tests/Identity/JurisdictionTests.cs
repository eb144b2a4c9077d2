using Grpc.Core;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Identity;

/// <summary>Who may do what, and where.</summary>
public sealed class JurisdictionTests(TokenTests.OneHost shared) : IClassFixture<TokenTests.OneHost>
{
    private NoteHost Host => shared.Host;

    [Theory]
    [InlineData("530102")]
    [InlineData("530100")]
    [InlineData("530000")]
    [InlineData("000000")]
    public async Task Accepts_a_regulator_whose_jurisdiction_holds_the_division(string jurisdiction) =>
        Assert.Equal("530102", (await Host.As("REGULATOR", jurisdiction, "EDUCATION").CreateNoteAsync(Trial())).Division);

    [Theory]
    [InlineData("530103")]
    [InlineData("530300")]
    [InlineData("110000")]
    public async Task Rejects_a_regulator_of_another_place(string jurisdiction)
    {
        var error = await RichError.OfAsync(Host.As("REGULATOR", jurisdiction, "EDUCATION").CreateNoteAsync(Trial()));
        Assert.Equal((StatusCode.PermissionDenied, "OUT_OF_JURISDICTION"), (error.Code, error.Reason));
        Assert.Equal(("530102", jurisdiction), (error.Facts["division"], error.Facts["jurisdiction"]));
    }

    [Fact]
    public async Task Rejects_a_regulator_of_another_place_on_a_stored_resource()
    {
        var note = await Host.CreateAsync($"stored {Guid.NewGuid()}");
        var neighbour = Host.As("REGULATOR", "530103", "EDUCATION");
        var errors = new[]
        {
            await RichError.OfAsync(neighbour.GetNoteAsync(new GetNoteRequest { NoteId = note.NoteId })),
            await RichError.OfAsync(neighbour.AppendNoteAsync(new AppendNoteRequest { RequestId = NoteHost.NewId(), NoteId = note.NoteId, Times = 1 })),
            await RichError.OfAsync(neighbour.RevealNoteAsync(new RevealNoteRequest { NoteId = note.NoteId, Purpose = "curiosity" })),
        };
        Assert.All(errors, error => Assert.Equal((StatusCode.PermissionDenied, "OUT_OF_JURISDICTION"), (error.Code, error.Reason)));
    }

    [Fact]
    public async Task Takes_a_question_about_no_division_for_one_about_the_whole_country()
    {
        var error = await RichError.OfAsync(Host.Client.ListNotesAsync(new ListNotesRequest()));
        Assert.Equal("OUT_OF_JURISDICTION", error.Reason);
        Assert.NotNull(await Host.As("REGULATOR", "000000", "EDUCATION").ListNotesAsync(new ListNotesRequest()));
    }

    [Theory]
    [InlineData("REGULATOR", "SPORTS")]
    [InlineData("INSPECTOR", null)]
    [InlineData("EXPERT", null)]
    [InlineData("OPERATOR", null)]
    public async Task Rejects_callers_of_another_kind(string audience, string? department)
    {
        var error = await RichError.OfAsync(Host.As(audience, "530102", department).CreateNoteAsync(Trial()));
        Assert.Equal((StatusCode.PermissionDenied, "AUDIENCE_NOT_ALLOWED"), (error.Code, error.Reason));
        Assert.Equal((audience, department ?? ""), (error.Facts["audience"], error.Facts["department"]));
    }

    [Fact]
    public async Task Asks_no_institution_for_a_department() =>
        Assert.NotNull(await Host.As("INSTITUTION", "530102", organization: "91350100M000100Y43").CreateNoteAsync(Trial()));

    [Fact]
    public async Task Says_that_there_is_no_such_resource()
    {
        var error = await RichError.OfAsync(Host.Client.GetNoteAsync(new GetNoteRequest { NoteId = NoteHost.NewId() }));
        Assert.Equal((StatusCode.NotFound, "RESOURCE_NOT_FOUND"), (error.Code, error.Reason));
    }

    private static CreateNoteRequest Trial() => new(NoteHost.Create("trial")) { ValidateOnly = true };
}
