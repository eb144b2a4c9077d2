using Grpc.Core;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;

namespace ShuangJian.Schools.Tests;

/// <summary>Much homework in one call.</summary>
public sealed class HomeworkStreamTests : SchoolsTest
{
    [Fact]
    public async Task Each_row_is_answered_and_a_wrong_one_stops_nothing()
    {
        var rows = new List<Homework> { Row(30), Row(30), Row(1), Row(20, grade: 8), Row(10), Row(10), Row(10) };
        rows[4].Channel = HomeworkChannel.Phone;
        rows[5].Minutes = 0;
        rows[6].ClassId = Registry.NewId();
        var answer = await SendAsync(_host, rows);
        Assert.Equal(3, answer.Stored);
        Assert.Equal(
            [(3, "HOMEWORK_LIMIT_REACHED"), (5, "SCHOOL_BREACH_STANDS"), (6, "FIELD_INVALID"), (7, "RESOURCE_NOT_FOUND")],
            answer.Results.Select(r => ((int)r.Row, r.Reason)));
        Assert.Equal((0, "HomeworkExceedsDailyMinutes"), (answer.Results[0].RemainingMinutes, answer.Results[0].Findings[0].Rule));
    }

    [Fact]
    public async Task What_is_sent_again_is_known_and_counted_once()
    {
        var rows = new List<Homework> { Row(30), Row(20) };
        Assert.Equal(2, (await SendAsync(_host, rows)).Stored);
        var again = await SendAsync(_host, rows);
        Assert.Equal((2, 0), (again.Stored, again.Results.Count));
        rows[0].Minutes = 31;
        var other = await SendAsync(_host, rows);
        Assert.Equal((1, "HOMEWORK_ID_REUSED"), (other.Stored, Assert.Single(other.Results).Reason));
        var board = await _host.Homework.GetBoardAsync(new() { ClassId = _host.Classes[4].ClassId, Date = SchoolsHost.Today });
        Assert.Equal(10, board.Balance.RemainingMinutes);
    }

    [Fact]
    public async Task A_school_streams_its_own_homework_only()
    {
        var rows = new List<Homework> { Row(30) };
        var stranger = await SendAsync(_host, rows, _host.Caller(Registry.NewCode()));
        Assert.Equal("RESOURCE_NOT_FOUND", Assert.Single(stranger.Results).Reason);
        Assert.Equal(1, (await SendAsync(_host, rows, _host.Officer())).Stored);
    }

    [Fact]
    public async Task Rows_are_numbered_over_all_parts()
    {
        using var call = _host.Homework.EnterManyHomework();
        await call.RequestStream.WriteAsync(new() { Header = new HomeworkStreamHeader { Division = SchoolsHost.County } });
        for (var i = 0; i < 2; i++) await call.RequestStream.WriteAsync(new() { Rows = new HomeworkPart { Rows = { Row(61), Row(1, grade: 3) } } });
        await call.RequestStream.CompleteAsync();
        var numbers = new List<long>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync()) numbers.AddRange(answer.Results.Select(r => r.Row));
        Assert.Equal([1, 3], numbers);
    }

    [Fact]
    public async Task Parts_sent_ahead_are_judged_and_answered_in_their_order()
    {
        using var call = _host.Homework.EnterManyHomework();
        await call.RequestStream.WriteAsync(new() { Header = new HomeworkStreamHeader { Division = SchoolsHost.County } });
        // Two classes in turn: 60 minutes of each are taken by its first three parts.
        for (var i = 0; i < 10; i++)
            await call.RequestStream.WriteAsync(new() { Rows = new HomeworkPart { Rows = { Row(20, grade: 4 + i % 2), Row(61, grade: 4 + i % 2) } } });
        await call.RequestStream.CompleteAsync();
        var answers = new List<EnterManyHomeworkResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync()) answers.Add(answer);
        Assert.Equal([1, 1, 1, 1, 1, 1, 0, 0, 0, 0], answers.Select(a => a.Stored));
        Assert.Equal(Enumerable.Range(1, 20).Where(row => row % 2 == 0 || row > 12), answers.SelectMany(a => a.Results).Select(r => (int)r.Row));
    }

    [Fact]
    public async Task A_part_that_ends_the_call_is_told_though_more_was_sent()
    {
        using var call = _host.Homework.EnterManyHomework();
        var header = new EnterManyHomeworkRequest { Header = new HomeworkStreamHeader { Division = SchoolsHost.County } };
        await call.RequestStream.WriteAsync(header);
        await call.RequestStream.WriteAsync(new() { Rows = new HomeworkPart { Rows = { Row(20) } } });
        await call.RequestStream.WriteAsync(header);
        Assert.True(await call.ResponseStream.MoveNext(default));
        Assert.Equal(1, call.ResponseStream.Current.Stored);
        var error = RichError.Of(await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default)));
        Assert.Equal((StatusCode.InvalidArgument, "header"), (error.Code, Assert.Single(error.Fields.Keys)));
    }

    internal static async Task<EnterManyHomeworkResponse> SendAsync(SchoolsHost host, List<Homework> rows, CallInvoker? caller = null)
    {
        using var call = new HomeworkService.HomeworkServiceClient(caller ?? host.Caller()).EnterManyHomework();
        await call.RequestStream.WriteAsync(new() { Header = new HomeworkStreamHeader { Division = host.Division } });
        await call.RequestStream.WriteAsync(new() { Rows = new HomeworkPart { Rows = { rows } } });
        await call.RequestStream.CompleteAsync();
        var answers = new List<EnterManyHomeworkResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync()) answers.Add(answer);
        return Assert.Single(answers);
    }

    private Homework Row(int minutes, int grade = 4)
    {
        var row = _host.Draft(grade, minutes);
        row.HomeworkId = Registry.NewId();
        return row;
    }
}
