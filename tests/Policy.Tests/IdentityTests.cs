using FsCheck;
using FsCheck.Fluent;

namespace ShuangJian.Policy.Tests;

public class IdentityTests
{
    private const string CreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Digits = "0123456789";

    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("9144030071526726XG")]
    [InlineData("914403001922038216")]
    [InlineData("91110108551385082Q")]
    [InlineData("91110000802100433B")]
    [InlineData("91440300708461136T")]
    [InlineData("51610700305332460K")]
    [InlineData("11610923MB2900168E")]
    public void Accepts_a_valid_credit_code(string code) => Assert.Null(UnifiedSocialCreditCode.Explain(code));

    [Theory]
    [InlineData("91350100M000100Y4Z", IdentifierProblem.Character)]
    [InlineData("91350200M000000510", null)]
    [InlineData("91350128M00000019A", null)]
    [InlineData("91110108717809965C", null)]
    [InlineData("9133010057462616XH", null)]
    [InlineData("91310115MA1H8R7C6D", null)]
    [InlineData("91350100M000100Y4", IdentifierProblem.Length)]
    [InlineData("", IdentifierProblem.Length)]
    [InlineData("91350100M000100Y4I", IdentifierProblem.Character)]
    [InlineData("91350100m000100Y43", IdentifierProblem.Character)]
    [InlineData("913501A0M000100Y43", IdentifierProblem.Character)]
    [InlineData("91350100M000100Y33", IdentifierProblem.OrganisationCheck)]
    [InlineData("91350100M000100Y44", IdentifierProblem.Check)]
    public void Rejects_an_invalid_credit_code(string code, IdentifierProblem? problem)
    {
        Assert.False(UnifiedSocialCreditCode.IsValid(code));
        if (problem is not null)
            Assert.Equal(problem, UnifiedSocialCreditCode.Explain(code));
    }

    [Theory]
    [InlineData("11010519491231002X", null)]
    [InlineData("440524188001010014", null)]
    [InlineData("110105194912310021", IdentifierProblem.Check)]
    [InlineData("11010519491231002x", IdentifierProblem.Character)]
    [InlineData("1101051949123100X2", IdentifierProblem.Character)]
    [InlineData("11010519491231002", IdentifierProblem.Length)]
    [InlineData("010105194912310026", IdentifierProblem.Province)]
    [InlineData("110105194902300026", IdentifierProblem.BirthDate)]
    [InlineData("110105194913010026", IdentifierProblem.BirthDate)]
    [InlineData("110105000012310026", IdentifierProblem.BirthDate)]
    public void Explains_a_resident_number(string number, IdentifierProblem? problem) =>
        Assert.Equal(problem, ResidentIdentity.Explain(number));

    [Fact]
    public void A_resident_number_tells_the_birth_date()
    {
        Assert.True(ResidentIdentity.TryGetBirthDate("11010519491231002X", out var birth));
        Assert.Equal(new DateOnly(1949, 12, 31), birth);
        Assert.False(ResidentIdentity.TryGetBirthDate("110105194912310021", out _));
    }

    [Theory]
    [InlineData("20040301", "2022-02-28", true)]
    [InlineData("20040301", "2022-03-01", false)]
    [InlineData("20040229", "2022-02-28", true)]
    [InlineData("20040229", "2022-03-01", false)]
    public void A_minor_comes_of_age_on_the_eighteenth_birthday(string birth, string day, bool minor)
    {
        var seventeen = "530102" + birth + "000";
        Assert.Equal(minor, ResidentIdentity.IsMinorOn(seventeen + ResidentIdentity.CheckOf(seventeen), DateOnly.Parse(day)));
    }

    [Fact]
    public void Who_has_no_valid_number_is_neither_minor_nor_of_age() =>
        Assert.Null(ResidentIdentity.IsMinorOn("110105194912310021", new DateOnly(2022, 1, 1)));

    [Fact]
    public void A_generated_credit_code_is_valid() =>
        Prop.ForAll(CreditCodes.ToArbitrary(), code => UnifiedSocialCreditCode.IsValid(code)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_generated_resident_number_is_valid() =>
        Prop.ForAll(ResidentNumbers.ToArbitrary(), number => ResidentIdentity.IsValid(number)).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_other_character_in_a_credit_code_is_detected() => Prop.ForAll(
        CreditCodes.Zip(Gen.Choose(0, 17)).Zip(Gen.Elements(CreditAlphabet.ToCharArray())).ToArbitrary(),
        change => IsUnchangedOrDetected(change, code => UnifiedSocialCreditCode.IsValid(code))).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_other_digit_in_a_resident_number_is_detected() => Prop.ForAll(
        ResidentNumbers.Zip(Gen.Choose(0, 17)).Zip(Gen.Elements(Digits.ToCharArray())).ToArbitrary(),
        change => IsUnchangedOrDetected(change, number => ResidentIdentity.IsValid(number))).QuickCheckThrowOnFailure();

    [Fact]
    public void Checking_allocates_nothing()
    {
        Allocations.None(10_000, () => UnifiedSocialCreditCode.IsValid("91350100M000100Y43"));
        Allocations.None(10_000, () => ResidentIdentity.IsValid("11010519491231002X"));
    }

    private static Gen<string> CreditCodes =>
        from head in Text(CreditAlphabet, 2)
        from division in Text(Digits, 6)
        from organisation in Text(CreditAlphabet, 8)
        let seventeen = head + division + organisation + UnifiedSocialCreditCode.OrganisationCheckOf(organisation)
        select seventeen + UnifiedSocialCreditCode.CheckOf(seventeen);

    private static Gen<string> ResidentNumbers =>
        from division in Gen.Elements("110101", "330102", "440106", "530102", "620321")
        from day in Gen.Choose(0, 60_000)
        from order in Text(Digits, 3)
        let seventeen = division + new DateOnly(1900, 1, 1).AddDays(day).ToString("yyyyMMdd") + order
        select seventeen + ResidentIdentity.CheckOf(seventeen);

    private static Gen<string> Text(string alphabet, int length) =>
        Gen.Elements(alphabet.ToCharArray()).ArrayOf(length).Select(letters => new string(letters));

    private static bool IsUnchangedOrDetected(((string Code, int At) Where, char Letter) change, Func<string, bool> isValid)
    {
        var (code, at) = change.Where;
        var changed = code[..at] + change.Letter + code[(at + 1)..];
        return changed == code || !isValid(changed);
    }
}
