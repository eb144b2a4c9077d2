namespace ShuangJian.Institutions.Domain;

/// <summary>An industry association that acts on the platform by its own secretaries, within its division and for itself alone (I18).</summary>
public sealed class IndustryAssociation : Matter
{
    private IndustryAssociation()
    {
    }

    /// <summary>Name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Name by which it is found again.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>Credit code, which the tokens of its secretaries carry.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Registers an association.</summary>
    /// <param name="division">The division for which it stands.</param>
    /// <param name="name">Its name.</param>
    /// <param name="code">Its credit code.</param>
    /// <param name="now">The moment.</param>
    public static IndustryAssociation Register(string division, string name, string code, DateTimeOffset now)
    {
        var association = new IndustryAssociation { Name = name, NameKey = Classification.KeyOf(name), Code = code };
        association.Begin(division, now);
        return association;
    }
}
