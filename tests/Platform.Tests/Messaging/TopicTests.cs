using ShuangJian.Platform.Messaging;

namespace ShuangJian.Platform.Tests.Messaging;

/// <summary>Topics match in process as the broker matches them.</summary>
public sealed class TopicTests
{
    private const string Licensed = "53.01.02.institution.institution-licensed";

    [Theory]
    [InlineData("#", Licensed)]
    [InlineData("#", "")]
    [InlineData("53.#", Licensed)]
    [InlineData("53.01.#", Licensed)]
    [InlineData("53.01.02.#", Licensed)]
    [InlineData("#.institution-licensed", Licensed)]
    [InlineData("*.*.*.institution.*", Licensed)]
    [InlineData("53.*.*.*.*", Licensed)]
    [InlineData("53.#.institution.#", Licensed)]
    [InlineData("#.#", Licensed)]
    [InlineData("#.institution.#.institution-licensed", Licensed)]
    [InlineData(Licensed, Licensed)]
    [InlineData("53.01.02.institution.institution-licensed.#", Licensed)]
    [InlineData("*", "one")]
    [InlineData("#.*", "one")]
    [InlineData("*.#", "one")]
    [InlineData("*", "")]
    public void Accepts_a_key_that_the_pattern_covers(string pattern, string key) => Assert.True(new Topic(pattern).Matches(key.Split('.')));

    [Theory]
    [InlineData("54.#", Licensed)]
    [InlineData("53.01.03.#", Licensed)]
    [InlineData("53.*", Licensed)]
    [InlineData("*.*.*.monitoring.*", Licensed)]
    [InlineData("*.institution.institution-licensed", Licensed)]
    [InlineData("#.institution", Licensed)]
    [InlineData("institution-licensed", Licensed)]
    [InlineData("53.01.02.institution.institution-licensed.*", Licensed)]
    [InlineData("*.*", "one")]
    [InlineData("#.*.*", "one")]
    [InlineData("5#", "53")]
    [InlineData("one", "One")]
    public void Rejects_a_key_that_the_pattern_does_not_cover(string pattern, string key) => Assert.False(new Topic(pattern).Matches(key.Split('.')));
}
