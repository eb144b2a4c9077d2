using System.Runtime.CompilerServices;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Contracts.Tests;

/// <summary>The page that departments read beside the golden files. <c>UPDATE_GOLDEN=1</c> writes it anew.</summary>
public sealed class AsyncApiTests
{
    [Fact]
    public void The_page_says_what_the_records_say()
    {
        var text = AsyncApi.Describe();
        var file = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", "asyncapi.yaml");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(file, text);
        Assert.True(File.Exists(file) && File.ReadAllText(file) == text, "docs/asyncapi.yaml is out of step; UPDATE_GOLDEN=1 writes it.");
    }

    [Fact]
    public void Something_is_written_about_every_event_and_every_member() => Assert.False(AsyncApi.IsWordless(AsyncApi.Describe()));

    [Fact]
    public void Every_event_has_a_channel()
    {
        var text = AsyncApi.Describe();
        Assert.All(CloudEvents.All.Values, name => Assert.Contains($"'{{province}}.{{city}}.{{county}}.{name.FullName}'", text, StringComparison.Ordinal));
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
