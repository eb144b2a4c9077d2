namespace ShuangJian.Policy;

/// <summary>What an application asks for.</summary>
public enum ApplicationKind
{
    /// <summary>To set up an institution.</summary>
    New,

    /// <summary>To renew a licence.</summary>
    Renewal,

    /// <summary>To change name, address, category, owner or scope.</summary>
    Change,

    /// <summary>To train at further premises.</summary>
    AdditionalSite,

    /// <summary>To be kept as an academic institution, which then is non-profit.</summary>
    ReReview,

    /// <summary>To be approved where a filing was enough before.</summary>
    OnlineReapproval,

    /// <summary>To turn into a non-academic institution or one for adults.</summary>
    Transformation,

    /// <summary>To close.</summary>
    Closure,
}
