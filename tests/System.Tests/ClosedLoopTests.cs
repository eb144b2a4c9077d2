using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using ShuangJian.Testing;

namespace ShuangJian.SystemTests;

/// <summary>
/// The closed loop (X2) as the tour tells it, on a platform of its own: a process for each service, one of them killed at
/// each chapter as it begins. What the tour asserts of itself holds, and a department hears every step in order.
/// </summary>
[Collection("closed loop")]
public sealed class ClosedLoopTests : IAsyncLifetime
{
    private const string County = "53.01.02";

    /// <summary>
    /// What a department of the county hears, by chains in which each follows from the one before: about one subject, or because a
    /// service heard it. Events of different subjects have no other order, not even those of one decision: an approval and the licence.
    /// </summary>
    private static readonly string[][] Heard =
    [
        ["institution.application-submitted", "institution.application-approved"],
        ["supervision.complaint-upheld", "monitoring.risk-warning-raised", "supervision.draw-performed"],
        ["supervision.rectification-ordered", "supervision.rectification-overdue", "supervision.rectification-escalated"],
        ["supervision.penalty-case-opened", "supervision.penalty-decided", "institution.institution-revoked", "platform.consequence-confirmed"],
        ["institution.institution-licensed"], ["filing.course-filed"], ["monitoring.advertisement-breach-found"], ["custody.deposit-confirmed"], ["school.programme-offered"], ["supervision.inspection-submitted"], ["custody.liquidation-started"], ["custody.refund-paid"],
    ];

    /// <summary>What follows a revocation, in whatever order the services come to it.</summary>
    private static readonly string[] Followed =
        ["institution.black-list-entered", "filing.course-suspended", "custody.account-frozen", "school.institution-service-ended", "platform.penalty-effect-confirmed", "platform.consequence-confirmed"];

    /// <summary>After the public notice of the selected institution.</summary>
    private static readonly TimeSpan NoticeOver = TimeSpan.FromDays(10);

    /// <summary>After the term of the rectification, whatever holidays lie in it.</summary>
    private static readonly TimeSpan TermOver = TimeSpan.FromDays(60);

    private readonly Cluster _cluster = new() { Name = "ClosedLoop." };

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task The_loop_closes_by_events_alone_though_a_service_is_killed_at_every_step()
    {
        await using var department = _cluster.Start("listen.py", new { queue = "closed-loop", binding = $"{County}.#" });
        await department.NextAsync(line => line.TryGetProperty("listening", out _));
        await using var tour = new TourProcess(_cluster);
        var (heard, killed) = (new List<(string Id, string Type)>(), 0);
        while (await tour.ChapterAsync() is { } chapter)
        {
            if (chapter.EndsWith("opens", StringComparison.Ordinal)) await PassAsync(NoticeOver);
            if (chapter.EndsWith("Penalty", StringComparison.Ordinal)) await LetTermEndAsync(department, heard);
            var victim = VictimOf(chapter, killed++);
            await victim.KillAsync();
            await tour.GoOnAsync();
            await victim.StartAsync();
        }
        Assert.True(await tour.EndedWellAsync(), tour.Said);
        Assert.True(killed >= _cluster.Services.Count, $"only {killed} were killed");
        foreach (var type in Heard.SelectMany(chain => chain).Concat(Followed)) await HearAsync(department, heard, type);
        foreach (var chain in Heard)
        {
            var firsts = chain.Select(type => heard.FindIndex(h => h.Type == type)).ToList();
            Assert.Equal(firsts.Order(), firsts);
        }
        // A delivery may come twice after a kill, and then it is the same event.
        Assert.All(heard.GroupBy(h => h.Id), same => Assert.Single(same.Select(h => h.Type).Distinct()));
    }

    /// <summary>Who is killed as a chapter begins: the service whose turn it is to act or to hear, and the others in turn.</summary>
    private ServiceProcess VictimOf(string chapter, int number) => chapter.Split(' ').Last() switch
    {
        "approval" => _cluster.Institutions,
        "opens" => _cluster.Filings,
        "Risk" => _cluster.Monitoring,
        "Inspection" => _cluster.Supervision,
        "Penalty" => _cluster.Schools,
        "out" => _cluster.Custody,
        _ => _cluster.Services[number % _cluster.Services.Count],
    };

    /// <summary>The whole platform is down for a while, and back with the clock of a later day.</summary>
    private async Task PassAsync(TimeSpan ahead)
    {
        await Task.WhenAll(_cluster.Services.Select(s => s.KillAsync()));
        foreach (var service in _cluster.Services) service.Ahead = ahead;
        await Task.WhenAll(_cluster.Services.Select(s => s.StartAsync()));
    }

    private async Task LetTermEndAsync(Python department, List<(string Id, string Type)> heard)
    {
        await HearAsync(department, heard, "supervision.rectification-ordered");
        await PassAsync(TermOver);
        await HearAsync(department, heard, "supervision.rectification-overdue");
        await HearAsync(department, heard, "supervision.rectification-escalated");
    }

    /// <summary>Listens until a kind of event was heard, and notes everything on the way.</summary>
    private static async Task HearAsync(Python department, List<(string Id, string Type)> heard, string type)
    {
        while (heard.All(h => h.Type != type))
        {
            var line = await department.NextAsync(said => said.TryGetProperty("type", out _));
            heard.Add((line.Text("id"), line.Text("type")["cn.shuangjian.".Length..^".v1".Length]));
        }
    }

    /// <summary>The tour as an operator starts it, against a platform that runs, chapter by chapter.</summary>
    private sealed class TourProcess : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);
        private readonly Process _process;
        private readonly Channel<string> _prompts = Channel.CreateUnbounded<string>();
        private readonly StringBuilder _said = new();

        public TourProcess(Cluster cluster)
        {
            var program = Path.Combine(Repository.Root, "services", "Standalone", "bin", Repository.Configuration, "net10.0", "ShuangJian.Standalone.dll");
            var command = new ProcessStartInfo("dotnet", [program, "tour", "--step", "--address", $"http://{cluster.Gateway.Authority}"])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
            };
            command.Environment["Identity__KeyFile"] = cluster.IdentityKey;
            _process = Process.Start(command)!;
            _process.OutputDataReceived += (_, line) => Take(line.Data);
            _process.ErrorDataReceived += (_, line) => Keep(line.Data);
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        /// <summary>Everything that it has said.</summary>
        public string Said
        {
            get { lock (_said) return _said.ToString(); }
        }

        /// <summary>The chapter that it waits to begin; null when it has ended.</summary>
        public async Task<string?> ChapterAsync()
        {
            using var limit = new CancellationTokenSource(Patience);
            try
            {
                return await _prompts.Reader.WaitToReadAsync(limit.Token) && _prompts.Reader.TryRead(out var prompt) ? prompt : null;
            }
            catch (OperationCanceledException e)
            {
                throw new InvalidOperationException($"The tour said no more:\n{Said}", e);
            }
        }

        public Task GoOnAsync() => _process.StandardInput.WriteLineAsync();

        public async Task<bool> EndedWellAsync()
        {
            await _process.WaitForExitAsync();
            return _process.ExitCode == 0;
        }

        public async ValueTask DisposeAsync()
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        private void Take(string? line)
        {
            Keep(line);
            if (line is null) _prompts.Writer.TryComplete();
            else if (line.Contains("press Enter: ", StringComparison.Ordinal)) _prompts.Writer.TryWrite(line);
        }

        private void Keep(string? line)
        {
            lock (_said) _said.AppendLine(line);
        }
    }
}
