namespace ShuangJian.Institutions.Domain;

/// <summary>Kinds of party in a structure.</summary>
public enum PartyType
{
    /// <summary>A natural person.</summary>
    NaturalPerson,

    /// <summary>A company or other organisation.</summary>
    Organisation,

    /// <summary>The state.</summary>
    State,
}

/// <summary>Kinds of tie.</summary>
public enum TieType
{
    /// <summary>Shares or other equity.</summary>
    Shares,

    /// <summary>Control through contracts.</summary>
    Vie,

    /// <summary>Franchise.</summary>
    Franchise,

    /// <summary>Entrusted operation.</summary>
    EntrustedOperation,

    /// <summary>Purchase of assets.</summary>
    AssetPurchase,
}

/// <summary>Where money came from.</summary>
public enum MoneySource
{
    /// <summary>Own money.</summary>
    Own,

    /// <summary>Raised on the stock market.</summary>
    StockMarket,
}

/// <summary>Whether the institution is listed.</summary>
public enum ListingState
{
    /// <summary>Neither listed nor preparing.</summary>
    None,

    /// <summary>Preparing a listing.</summary>
    Preparing,

    /// <summary>Listed.</summary>
    Listed,
}

/// <summary>Whether a declaration was verified.</summary>
public enum CapitalStructureState
{
    /// <summary>Declared, not verified yet.</summary>
    Declared,

    /// <summary>Verified by a regulator.</summary>
    Verified,

    /// <summary>Rejected by a regulator.</summary>
    Rejected,

    /// <summary>Replaced by a later declaration before it was verified.</summary>
    Replaced,
}

/// <summary>Someone in the structure.</summary>
/// <param name="Id">Identifier within the declaration.</param>
/// <param name="Type">Kind of party.</param>
/// <param name="Name">Name of the organisation; empty for natural persons.</param>
/// <param name="Code">Credit code; may be empty.</param>
/// <param name="Foreign">Whether it is foreign capital.</param>
/// <param name="Listed">Whether it is a listed company.</param>
/// <param name="Person">The natural person, the same in every declaration; null for others, and once the person was erased.</param>
public sealed record CapitalParty(string Id, PartyType Type, string Name, string Code, bool Foreign, bool Listed, Guid? Person = null)
{
    /// <summary>Who it is, however often and under whatever identifier it is given.</summary>
    internal string Identity => Person is { } person ? $"person/{person}" : Code.Length > 0 ? $"code/{Code}" : $"party/{Id}";
}

/// <summary>One party holds or controls another, or the institution.</summary>
/// <param name="Holder">Identifier of the holder.</param>
/// <param name="Held">Identifier of what is held.</param>
/// <param name="Type">Kind of tie.</param>
/// <param name="SharePpm">Share in parts per million; 0 unless shares are held.</param>
/// <param name="Money">Where the money came from; null when not stated.</param>
/// <param name="Since">Day since which it exists; null when unknown.</param>
public sealed record CapitalTie(string Holder, string Held, TieType Type, int SharePpm, MoneySource? Money, DateOnly? Since)
{
    /// <summary>Whether it gives control without shares.</summary>
    public bool IsAgreement => Type is TieType.Vie or TieType.Franchise or TieType.EntrustedOperation;
}

/// <summary>What is wrong with one field of a declaration.</summary>
/// <param name="Field">Path of the field within the structure.</param>
/// <param name="Zh">What is wrong, in Chinese.</param>
/// <param name="En">What is wrong, in English.</param>
public sealed record CapitalFlaw(string Field, string Zh, string En);
