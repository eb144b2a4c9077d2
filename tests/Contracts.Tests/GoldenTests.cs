using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Contracts.Tests;

/// <summary>
/// The form of every event as departments receive it. A changed file is a changed contract: members may
/// be added, never renamed or removed. <c>UPDATE_GOLDEN=1</c> writes the files anew.
/// </summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static TheoryData<string> Events => [.. CloudEvents.All.Values.Select(n => n.FullName).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Events))]
    public void Has_the_form_that_was_agreed(string name)
    {
        var text = Render(Examples.Full(TypeOf(name)));
        var file = Path.Combine(Folder(), name + ".json");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(file, text);

        Assert.True(File.Exists(file), $"{file} is missing; UPDATE_GOLDEN=1 writes it.");
        Assert.Equal(File.ReadAllText(file), text);
    }

    [Theory, MemberData(nameof(Events))]
    public void Comes_back_as_it_was_sent(string name)
    {
        foreach (var fact in new[] { Examples.Full(TypeOf(name)), Examples.Least(TypeOf(name)) })
        {
            var body = CloudEvents.Write(Guid.Empty, "service", "subject", 1, DateTime.UnixEpoch, fact);
            var again = CloudEvents.DataOf(CloudEvents.Read(body));
            Assert.IsType(TypeOf(name), again);
            Assert.Equal(Render(fact), Render(again));
        }
    }

    [Fact]
    public void Every_file_is_that_of_an_event()
    {
        var files = Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(CloudEvents.All.Values.Select(n => n.FullName).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_two_events_have_one_name() =>
        Assert.Equal(CloudEvents.All.Count, CloudEvents.All.Values.Select(n => n.FullName).Distinct(StringComparer.Ordinal).Count());

    private static Type TypeOf(string name) => CloudEvents.All.Single(e => e.Value.FullName == name).Key;

    private static string Render(DomainEvent fact)
    {
        var body = CloudEvents.Write(
            Guid.Parse("0190a000-0000-7000-8000-000000000001"), CloudEvents.NameOf(fact.GetType()).Split('.')[0], "things/1", 7,
            new DateTime(2025, 9, 1, 1, 2, 3, DateTimeKind.Utc), fact);
        using var document = JsonDocument.Parse(body);
        return JsonSerializer.Serialize(document.RootElement, Indented) + "\n";
    }

    internal static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "golden");
}
