namespace ShuangJian.Institutions.Domain;

/// <summary>A natural person who owns or controls institutions: one and the same in every declaration, whoever declares.</summary>
public sealed class CapitalPerson
{
    private CapitalPerson()
    {
    }

    /// <summary>Identifier, by which declarations name the person.</summary>
    public Guid Id { get; private set; }

    /// <summary>Number of the person, encrypted.</summary>
    public string Cipher { get; private set; } = "";

    /// <summary>Keyed hash of the number, by which the person is found.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>A person who was not declared before.</summary>
    /// <param name="person">The number, encrypted and hashed.</param>
    public static CapitalPerson Of(SealedPerson person) => new() { Id = Guid.CreateVersion7(), Cipher = person.Cipher, Hash = person.Hash };
}

/// <summary>What a natural person holds of an institution by one declaration.</summary>
public sealed class CapitalHolding
{
    private CapitalHolding()
    {
    }

    /// <summary>The declaration.</summary>
    public Guid StructureId { get; private set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Identifier of the person within the declaration.</summary>
    public string PartyId { get; private set; } = "";

    /// <summary>Effective share over all paths in parts per million; 0 without any.</summary>
    public int SharePpm { get; private set; }

    /// <summary>Whether the person controls the institution.</summary>
    public bool Controls { get; private set; }

    /// <summary>What a person holds by a declaration.</summary>
    /// <param name="structure">The declaration.</param>
    /// <param name="party">The person in it.</param>
    /// <param name="owner">What it adds up to; null when no way leads from the person to the institution.</param>
    internal static CapitalHolding Of(CapitalStructure structure, CapitalParty party, UltimateOwner? owner) => new()
    {
        StructureId = structure.Id, PersonId = party.Person!.Value, PartyId = party.Id, SharePpm = owner?.SharePpm ?? 0, Controls = owner?.Controls ?? false,
    };

    /// <summary>Takes over what the same declaration adds up to by a later judgement.</summary>
    /// <param name="later">The later one.</param>
    public void Follow(CapitalHolding later) => (PartyId, SharePpm, Controls) = (later.PartyId, later.SharePpm, later.Controls);
}
