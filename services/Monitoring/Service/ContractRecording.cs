using Microsoft.EntityFrameworkCore;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Monitoring.V1;

namespace ShuangJian.Monitoring;

/// <summary>
/// Records contracts. What they are held against is read once for all of them, and each is held against those before it,
/// so that a file or a stream is judged as if its contracts came one by one.
/// </summary>
internal sealed class ContractRecording
{
    private const string Message = "contract.";
    private readonly PersonalData _keys;
    private readonly Caller _caller;
    private readonly DateTime _now;
    private readonly HashSet<string> _stopped;
    private readonly Dictionary<(string Code, string Number), Guid> _known;
    private readonly Dictionary<(string Code, string Hash), List<PupilCharge>> _charges;
    private readonly Dictionary<(string Code, string Course), long> _fees;
    private readonly List<(TrainingContract Contract, IReadOnlyList<PupilCharge> Charges, PriceRecord? Price)> _recorded = [];

    private ContractRecording(
        PersonalData keys, Caller caller, DateTime now, HashSet<string> stopped, Dictionary<(string Code, string Number), Guid> known,
        Dictionary<(string Code, string Hash), List<PupilCharge>> charges, Dictionary<(string Code, string Course), long> fees) =>
        (_keys, _caller, _now, _stopped, _known, _charges, _fees) = (keys, caller, now, stopped, known, charges, fees);

    /// <summary>Reads what contracts are held against.</summary>
    /// <param name="db">Database of the service; it meets whoever records a contract of the same pupil in between when it saves.</param>
    /// <param name="keys">Keys of persons.</param>
    /// <param name="caller">Who records.</param>
    /// <param name="now">The moment.</param>
    /// <param name="contracts">The contracts, each right in its fields.</param>
    /// <param name="before">What was tried before and not stored, as in a dry run; null when everything was.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ContractRecording> BeginAsync(
        MonitoringDb db, PersonalData keys, Caller caller, DateTime now, IReadOnlyCollection<Wire.TrainingContract> contracts, ContractRecording? before, CancellationToken cancellation)
    {
        var codes = contracts.Select(c => c.InstitutionCode).Distinct().ToArray();
        var numbers = contracts.Select(c => c.Number).Distinct().ToArray();
        var courses = contracts.Select(c => c.CourseId).Where(c => c.Length > 0).Distinct().ToArray();
        var hashes = contracts.SelectMany(c => keys.HashesToFind(IdentityOf(c))).Distinct().ToArray();
        // Before the charges are read: whoever commits in between is met, and this starts again.
        await TouchAsync(db, codes, [.. contracts.Select(c => (c.InstitutionCode, keys.Hash(IdentityOf(c)))).Distinct()], cancellation);
        var told = await db.Set<MonitoredInstitution>().AsNoTracking().Where(i => EF.Parameter(codes).Contains(i.Code)).Select(i => new { i.Code, i.MayTrain }).ToListAsync(cancellation);
        var known = await db.Set<TrainingContract>().Where(c => EF.Parameter(codes).Contains(c.InstitutionCode) && EF.Parameter(numbers).Contains(c.Number))
            .Select(c => new { c.InstitutionCode, c.Number, c.Id }).ToDictionaryAsync(c => (c.InstitutionCode, c.Number), c => c.Id, cancellation);
        var charges = await db.Set<PupilCharge>().AsNoTracking().Where(c => EF.Parameter(codes).Contains(c.InstitutionCode) && EF.Parameter(hashes).Contains(c.PupilHash)).ToListAsync(cancellation);
        var fees = courses.Length == 0 ? [] : await db.Set<FeeStandard>()
            .Where(f => EF.Parameter(codes).Contains(f.InstitutionCode) && EF.Parameter(courses).Contains(f.CourseId) && f.State == FeeStandardState.Published)
            .GroupBy(f => new { f.InstitutionCode, f.CourseId }).Select(g => new { g.Key, Most = g.Max(f => f.LessonFen) })
            .ToDictionaryAsync(f => (f.Key.InstitutionCode, f.Key.CourseId), f => f.Most, cancellation);
        var recording = new ContractRecording(
            keys, caller, now, [.. told.GroupBy(i => i.Code).Where(g => g.All(i => !i.MayTrain)).Select(g => g.Key)], known,
            charges.GroupBy(c => (c.InstitutionCode, c.PupilHash)).ToDictionary(g => g.Key, g => g.ToList()), fees);
        foreach (var one in before?._recorded ?? []) recording.Remember(one);
        return recording;
    }

    /// <summary>Records and judges a contract; it is stored with <see cref="Store"/>.</summary>
    /// <exception cref="Rejection">A field is wrong beside others, or the contract is another institution's.</exception>
    /// <exception cref="Refusal">CONTRACT_EXISTS, INSTITUTION_MAY_NOT_CHARGE or MONITORING_BREACH_STANDS.</exception>
    public TrainingContract Record(Wire.TrainingContract wire, Guid? id = null)
    {
        var owner = _caller.OwnerOf(Message, wire.Division, wire.InstitutionId, wire.InstitutionCode);
        var content = wire.ToContent(ChinaDay.Of(_now));
        if (_stopped.Contains(owner.Code)) throw KnownInstitutions.MayNotCharge(owner.Code);
        if (_known.TryGetValue((owner.Code, wire.Number), out var first)) throw Exists(first);
        var identity = IdentityOf(wire);
        var others = _keys.HashesToFind(identity).SelectMany(hash => _charges.GetValueOrDefault((owner.Code, hash)) ?? []).ToList();
        long? fee = _fees.TryGetValue((owner.Code, content.CourseId), out var lesson) ? lesson : null;
        var contract = TrainingContract.Record(
            owner, wire.Number, new ContractFacts(content, others, fee, ChinaDay.Of(_now)),
            (_keys.Protect(ContractMapping.Close(wire.Parties)), _keys.Hash(identity), ContractMapping.DigestOf(wire)),
            Law.Current.At(DivisionCode.Parse(owner.Division), content.SignedOn), _now, id);
        // What a course was really sold for decides later what an original price is.
        var price = content.CourseId.Length == 0 ? null
            : PriceRecord.Of(owner, content.CourseId, content.SignedOn, content.TotalFen / content.Lessons, ContractMapping.NameOf(contract), _now);
        Remember((contract, [.. contract.Charges()], price));
        return contract;
    }

    /// <summary>Stores what was recorded with the next save, and announces breaches.</summary>
    public void Store(MonitoringDb db, Command command)
    {
        db.InsertMany([.. _recorded.Select(r => r.Contract)]);
        db.InsertMany([.. _recorded.SelectMany(r => r.Charges)]);
        db.InsertMany([.. _recorded.Select(r => r.Price).OfType<PriceRecord>()]);
        foreach (var contract in _recorded.Select(r => r.Contract).Where(c => c.State == ContractState.InBreach))
            command.Announce(ContractMapping.NameOf(contract), contract.Version, ContractMapping.BreachOf(contract));
    }

    private void Remember((TrainingContract Contract, IReadOnlyList<PupilCharge> Charges, PriceRecord? Price) one)
    {
        _recorded.Add(one);
        _known[(one.Contract.InstitutionCode, one.Contract.Number)] = one.Contract.Id;
        var pupil = (one.Contract.InstitutionCode, one.Contract.PupilHash);
        if (_charges.TryGetValue(pupil, out var charges)) charges.AddRange(one.Charges);
        else _charges[pupil] = [.. one.Charges];
    }

    /// <summary>Two contracts of one pupil at once meet here, so that neither overlooks the charges of the other.</summary>
    private static async Task TouchAsync(MonitoringDb db, string[] codes, (string Code, string Hash)[] pupils, CancellationToken cancellation)
    {
        var hashes = pupils.Select(p => p.Hash).Distinct().ToArray();
        var rows = await db.Set<PupilAtInstitution>().Where(p => EF.Parameter(codes).Contains(p.InstitutionCode) && EF.Parameter(hashes).Contains(p.PupilHash))
            .ToDictionaryAsync(p => (p.InstitutionCode, p.PupilHash), cancellation);
        foreach (var pupil in pupils)
        {
            if (!rows.TryGetValue(pupil, out var row)) db.Add(row = new PupilAtInstitution { InstitutionCode = pupil.Code, PupilHash = pupil.Hash });
            row.Version++;
        }
    }

    private static string IdentityOf(Wire.TrainingContract wire) => ContractMapping.Normal(wire.Parties.PupilIdentityNumber);

    private static Refusal Exists(Guid known) => new(RefusalKind.Exists, "CONTRACT_EXISTS", "该机构已有此编号的合同。", "The institution has a contract of that number.")
    {
        Facts = new Dictionary<string, string> { ["contract_id"] = $"{known}" },
    };
}
