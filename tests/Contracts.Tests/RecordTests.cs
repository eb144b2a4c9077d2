using System.Reflection;
using System.Text.RegularExpressions;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Contracts.Tests;

/// <summary>Rules that every event keeps to.</summary>
public sealed partial class RecordTests
{
    /// <summary>Words of a member's name that speak of a natural person.</summary>
    private static readonly string[] Personal =
    [
        "Person", "Parent", "Guardian", "Student", "Pupil", "Child", "Minor", "Teacher", "Tutor", "Applicant", "Complainant", "Reporter", "Owner", "Officer",
        "Phone", "Mobile", "Telephone", "Email", "Wechat", "Identity", "Passport", "Birth", "Gender", "Sex", "Age", "Address", "Contact", "Bank", "Account",
        "Photo", "Face", "Latitude", "Longitude",
    ];

    /// <summary>What follows such a word when the member names no person: an identifier of ours, a number of them, a kind.</summary>
    private static readonly string[] Harmless = ["Id", "Ids", "Count", "Counts", "Kind", "Type", "Total", "Ratio"];

    public static TheoryData<Type> Events => [.. CloudEvents.All.Keys];

    [Theory, MemberData(nameof(Events))]
    public void Carries_no_member_that_looks_personal(Type type) => Assert.DoesNotContain(Members(type, []), LooksPersonal);

    [Theory]
    [InlineData("ParentName", true)]
    [InlineData("StudentPhone", true)]
    [InlineData("IdentityNumber", true)]
    [InlineData("TeacherId", false)]
    [InlineData("StudentCount", false)]
    [InlineData("InstitutionName", false)]
    [InlineData("Message", false)]
    public void Knows_a_personal_member_when_it_sees_one(string name, bool personal) => Assert.Equal(personal, LooksPersonal(name));

    [Theory, MemberData(nameof(Events))]
    public void Is_a_sealed_record_with_a_name_of_the_right_form(Type type)
    {
        Assert.True(type.IsSealed);
        Assert.Matches(FullName(), CloudEvents.NameOf(type));
    }

    [Theory, MemberData(nameof(Events))]
    public void Is_named_as_its_record(Type type) =>
        Assert.Equal(CloudEvents.NameOf(type).Split('.')[1].Replace("-", "", StringComparison.Ordinal), type.Name.ToLowerInvariant());

    [Fact]
    public void The_contract_stands_on_nothing_but_the_runtime() => Assert.All(
        typeof(DomainEvent).Assembly.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    private static bool LooksPersonal(string name)
    {
        var words = Word().Matches(name).Select(m => m.Value).ToList();
        return words.Exists(word => Personal.Contains(word) || Personal.Contains(word.TrimEnd('s'))) && !Harmless.Contains(words[^1]);
    }

    private static IEnumerable<string> Members(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) yield break;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            yield return property.Name;
            foreach (var inner in property.PropertyType.GetGenericArguments().Append(property.PropertyType).Where(t => t.Assembly == typeof(DomainEvent).Assembly))
            {
                foreach (var member in Members(inner, seen)) yield return member;
            }
        }
    }

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex("^[a-z]+\\.[a-z]+(-[a-z]+)+$")]
    private static partial Regex FullName();
}
