using ShuangJian.Policy;

namespace ShuangJian.Monitoring.Domain;

/// <summary>How an advertisement came to be known.</summary>
public enum AdvertisementSource
{
    /// <summary>A patrol or inspection.</summary>
    Patrol,

    /// <summary>A complaint.</summary>
    Complaint,

    /// <summary>The feed of a crawler.</summary>
    Crawler,

    /// <summary>The institution itself.</summary>
    Institution,
}

/// <summary>Medium that carries an advertisement.</summary>
public enum AdvertisementChannel
{
    /// <summary>Press, radio, television.</summary>
    MainstreamMedia,

    /// <summary>Public accounts, short video, live streams.</summary>
    NewMedia,

    /// <summary>Another public place.</summary>
    PublicPlace,

    /// <summary>A bus stop.</summary>
    BusStop,

    /// <summary>The metro.</summary>
    Metro,

    /// <summary>Railway stations and trains.</summary>
    Railway,

    /// <summary>A board in a residential area.</summary>
    ResidentialArea,

    /// <summary>A network platform.</summary>
    NetworkPlatform,

    /// <summary>Within a school or kindergarten.</summary>
    SchoolPremises,

    /// <summary>On goods that pupils use.</summary>
    SchoolGoods,

    /// <summary>The institution's own premises.</summary>
    OwnPremises,

    /// <summary>The institution's own site or account.</summary>
    OwnSite,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Goods of schools and kindergartens.</summary>
public enum SchoolGoods
{
    /// <summary>A textbook.</summary>
    Textbook,

    /// <summary>A teaching-aid book.</summary>
    TeachingAidBook,

    /// <summary>An exercise book.</summary>
    ExerciseBook,

    /// <summary>Stationery.</summary>
    Stationery,

    /// <summary>A teaching tool.</summary>
    TeachingTool,

    /// <summary>A school uniform.</summary>
    Uniform,

    /// <summary>A school bus.</summary>
    SchoolBus,
}

/// <summary>Where an advertisement stands.</summary>
public enum AdvertisementState
{
    /// <summary>No rule found anything.</summary>
    Clean,

    /// <summary>A person has to determine something.</summary>
    UnderReview,

    /// <summary>A rule is broken.</summary>
    InBreach,

    /// <summary>A person has set aside what was found.</summary>
    Dismissed,
}

/// <summary>A file that proves an advertisement.</summary>
/// <param name="Sha256">Digest of the file.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Location">Where it is kept.</param>
/// <param name="SizeBytes">Size; 0 when not known.</param>
public sealed record Evidence(string Sha256, string MediaType, string Location, long SizeBytes = 0)
{
    private const long Megabyte = 1 << 20;

    /// <summary>Refuses a file that is too large or of a type that is not taken.</summary>
    /// <param name="law">The law of the place on the day it was seen.</param>
    /// <exception cref="Refusal">EVIDENCE_TYPE_NOT_ALLOWED; EVIDENCE_TOO_LARGE.</exception>
    public void MustBeTaken(LawAt law)
    {
        if (law.Limit(Law.EvidenceTypes) is { } types && !types.Value.Contains(MediaType))
            throw Refusal.Of("EVIDENCE_TYPE_NOT_ALLOWED", "不接受此类证据文件。", "Evidence of that type is not taken.", ("type", MediaType), ("allowed", string.Join(',', types.Value)));
        MustFit(SizeBytes, law);
    }

    /// <summary>Refuses a file of so many bytes when that is too large.</summary>
    /// <param name="bytes">Bytes.</param>
    /// <param name="law">The law of the place.</param>
    /// <exception cref="Refusal">EVIDENCE_TOO_LARGE.</exception>
    public static void MustFit(long bytes, LawAt law)
    {
        if (law.Limit(Law.EvidenceMegabytes) is { } limit && bytes > limit.Value * Megabyte)
            throw Refusal.Of("EVIDENCE_TOO_LARGE", "证据文件超过大小限制。", "The evidence is larger than the limit.", ("limit_megabytes", $"{limit.Value}"));
    }

    /// <summary>Whether a file is this one.</summary>
    /// <param name="sha256">Digest of the file.</param>
    /// <param name="bytes">Its size.</param>
    public bool Is(string sha256, long bytes) => Sha256 == sha256 && (SizeBytes == 0 || SizeBytes == bytes);
}

/// <summary>A word found in a text.</summary>
/// <param name="List">List that holds it.</param>
/// <param name="Phrase">As the list spells it.</param>
/// <param name="Words">As the text spells it.</param>
/// <param name="Field">Which text.</param>
/// <param name="Start">First character.</param>
/// <param name="Length">Length.</param>
/// <param name="Sign">Whether it is only a sign: found by its sound, or two words that say it only together.</param>
public sealed record FoundWord(string List, string Phrase, string Words, string Field, int Start, int Length, bool Sign = false);

/// <summary>An advertisement as it was seen.</summary>
/// <param name="AdvertiserName">Name of the advertiser.</param>
/// <param name="Category">What the training is; null when the advertisement does not tell.</param>
/// <param name="Source">How it came to be known.</param>
/// <param name="Channel">Medium that carries it.</param>
/// <param name="Goods">Goods that carry it; null unless the channel is goods.</param>
/// <param name="Placement">Where exactly.</param>
/// <param name="PublicWelfare">Whether it promotes nothing for money.</param>
/// <param name="SeenOn">Day it was seen.</param>
/// <param name="Text">Text.</param>
/// <param name="OcrText">Text of its pictures.</param>
/// <param name="Evidence">Evidence.</param>
public sealed record AdvertisementContent(
    string AdvertiserName, TrainingCategory? Category, AdvertisementSource Source, AdvertisementChannel Channel, SchoolGoods? Goods, string Placement,
    bool PublicWelfare, DateOnly SeenOn, string Text, string OcrText, IReadOnlyList<Evidence> Evidence);

/// <summary>A training advertisement with its verdict (M7).</summary>
public sealed class Advertisement : Matter, IStreamed
{
    private Advertisement()
    {
    }

    /// <summary>What was seen.</summary>
    public AdvertisementContent Content { get; private set; } = null!;

    /// <summary>Digest of what was sent, by which a row that comes again is known.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>Day it was seen, beside the content to be searched.</summary>
    public DateOnly SeenOn { get; private set; }

    /// <summary>Medium, likewise.</summary>
    public AdvertisementChannel Channel { get; private set; }

    /// <summary>Source, likewise.</summary>
    public AdvertisementSource Source { get; private set; }

    /// <summary>Where it stands.</summary>
    public AdvertisementState State { get; private set; }

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Words found.</summary>
    public IReadOnlyList<FoundWord> Words { get; private set; } = [];

    /// <summary>Values of the law that were used.</summary>
    public IReadOnlyList<ParameterUse> Uses { get; private set; } = [];

    /// <summary>What persons hold.</summary>
    public IReadOnlyList<Held> Determinations { get; private set; } = [];

    /// <summary>Findings that are a breach as it stands.</summary>
    public IReadOnlyList<Finding> Breaches => Verdicts.Breaches(Findings, Determinations);

    /// <summary>Records and judges an advertisement.</summary>
    /// <param name="owner">Whom it advertises and where it was seen.</param>
    /// <param name="content">What was seen.</param>
    /// <param name="digest">Digest of what was sent.</param>
    /// <param name="law">The law of the place on the day it was seen.</param>
    /// <param name="now">The moment.</param>
    /// <param name="id">Identifier; made when null.</param>
    public static Advertisement Record(Owner owner, AdvertisementContent content, string digest, LawAt law, DateTimeOffset now, Guid? id = null)
    {
        var words = AdvertisementText.Find(content, law.Law);
        var findings = AdvertisementRules.Judge(new AdvertisementFacts(content, words), law);
        var one = new Advertisement
        {
            Content = content, Digest = digest, SeenOn = content.SeenOn, Channel = content.Channel, Source = content.Source, Findings = findings, Words = words,
            Uses = ParameterUse.Of(law, Law.ForbiddenChannels, Law.ChannelsAcademicOnly, Law.CampusAdvertisingForbidden, Law.ForbiddenSchoolGoods,
                Law.AnyOnLearningGoodsForbidden, Law.AlarmingTextsForbidden),
        };
        one.State = one.Breaches.Count > 0 ? AdvertisementState.InBreach
            : Verdicts.Open(findings, []).Count > 0 ? AdvertisementState.UnderReview : AdvertisementState.Clean;
        one.Begin(owner, now, id);
        return one;
    }

    /// <summary>Decides by what persons hold.</summary>
    /// <returns>Whether it became a breach by this.</returns>
    public bool Review(IReadOnlyList<Held> held, DateTimeOffset now)
    {
        Require("ADVERTISEMENT_STATE", State, AdvertisementState.UnderReview, AdvertisementState.InBreach, AdvertisementState.Dismissed);
        Verdicts.MustBeDetermined(Findings, held);
        var before = State;
        Determinations = held;
        State = Breaches.Count > 0 ? AdvertisementState.InBreach : AdvertisementState.Dismissed;
        Touch(now);
        return State == AdvertisementState.InBreach && before != AdvertisementState.InBreach;
    }
}
