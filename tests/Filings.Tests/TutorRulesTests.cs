using ShuangJian.Filings.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Tests;

public sealed class TutorRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    private static readonly TutorContent Content = new(
        "数学", new ClassFacts(TrainingCategory.Academic, [EducationStage.Junior]),
        [new Qualification(QualificationKind.Teacher, "数学", EducationStage.Junior, Day("2026-11-10"), Day("2026-11-30"))],
        new TutorContract(ContractKind.Labour, Day("2026-11-10"), Day("2026-11-30")), true, TutorOrigin.National, null, "", false);

    [Theory]
    [InlineData("2026-11-09", "TutorLacksQualification,TutorContractMissing")]
    [InlineData("2026-11-10", "")]
    [InlineData("2026-11-30", "")]
    [InlineData("2026-12-01", "TutorLacksQualification,TutorContractMissing")]
    public void Certificate_and_contract_hold_from_their_first_to_their_last_day(string day, string rules) => Assert.Equal(rules, Rules(Content, day));

    [Theory]
    [InlineData("数学", EducationStage.Junior, null)]
    [InlineData("数学", EducationStage.SeniorHigh, Severity.Undetermined)]
    [InlineData("数学", EducationStage.Primary, Severity.Breach)]
    [InlineData("物理", EducationStage.Junior, Severity.Breach)]
    public void A_qualification_fits_subject_and_stage(string subject, EducationStage stage, Severity? severity)
    {
        var content = Content with { Qualifications = [new Qualification(QualificationKind.Teacher, subject, stage, Day("2020-01-01"), null)] };
        Assert.Equal(severity, TutorRules.TutorLacksQualification(new TutorFacts(content, PersonFacts.Clear), At("2026-11-20"))?.Severity);
    }

    [Theory]
    [InlineData("生物", "生物学", "")]
    [InlineData("思想政治", "政治", "")]
    [InlineData("道德与法治", "政治", "")]
    [InlineData("道德与法治", "思想政治", "TutorLacksQualification")]
    public void A_certificate_may_call_the_subject_by_another_name(string taught, string certified, string rules) => Assert.Equal(
        rules,
        Rules(Content with { Subject = taught, Qualifications = [new Qualification(QualificationKind.Teacher, certified, EducationStage.Junior, Day("2020-01-01"), null)] }, "2026-11-20"));

    [Fact]
    public void Another_certificate_is_no_qualification_as_a_teacher_and_arts_need_none()
    {
        var content = Content with { Qualifications = [new Qualification(QualificationKind.Professional, "数学", EducationStage.Junior, Day("2020-01-01"), null)] };
        Assert.Equal("TutorLacksQualification", Rules(content, "2026-11-20"));
        Assert.Equal("", Rules(content with { Class = new ClassFacts(TrainingCategory.Arts, [EducationStage.Junior]) }, "2026-11-20"));
    }

    [Theory]
    [InlineData(TutorOrigin.National, null, "")]
    [InlineData(TutorOrigin.ForeignerInChina, null, "ForeignTutorWithoutPermit")]
    [InlineData(TutorOrigin.ForeignerInChina, "2026-11-19", "ForeignTutorWithoutPermit")]
    [InlineData(TutorOrigin.ForeignerInChina, "2026-11-20", "")]
    [InlineData(TutorOrigin.ForeignerAbroad, "2026-11-20", "TutorIsAbroad")]
    public void A_foreigner_needs_a_permit_and_is_in_China(TutorOrigin origin, string? until, string rules) =>
        Assert.Equal(rules, Rules(Content with { Origin = origin, PermitUntil = until is null ? null : Day(until) }, "2026-11-20"));

    [Theory]
    [InlineData("530102", new[] { "KM-8" })]
    [InlineData("110101", new[] { "BJ-26" })]
    [InlineData("620321", new[] { "STAFF-RULES" })]
    public void No_in_service_teacher_anywhere(string division, string[] clauses)
    {
        var facts = new TutorFacts(Content, new PersonFacts(true, []));
        var finding = TutorRules.TutorIsInServiceTeacher(facts, Law.Current.At(DivisionCode.Parse(division), Day("2026-11-20")));
        Assert.Equal((Severity.Breach, string.Join(',', clauses)), (finding!.Severity, string.Join(',', finding.Basis.Select(b => b.Clause))));
    }

    [Theory]
    [InlineData(BarGround.BlackListed)]
    [InlineData(BarGround.DeprivedOfPoliticalRights)]
    [InlineData(BarGround.ImprisonedForIntentionalCrime)]
    public void No_barred_person(BarGround ground) => Assert.Equal(
        Severity.Breach, TutorRules.TutorIsBarred(new TutorFacts(Content, new PersonFacts(false, [ground])), At("2026-11-20"))!.Severity);

    [Theory]
    [InlineData("2025-11-21", "")]
    [InlineData("2025-11-20", "TutorFilingLapsed")]
    [InlineData(null, "")]
    public void A_filing_holds_for_twelve_months(string? filedOn, string rules)
    {
        var facts = new TutorFacts(Content, PersonFacts.Clear, filedOn is null ? null : Day(filedOn));
        Assert.Equal(rules, string.Join(',', TutorRules.Judge(facts, At("2026-11-20")).Select(f => f.Rule)));
    }

    [Theory]
    [InlineData("530102", "2026-05-10", "TutorCameFromSchoolLately")]
    [InlineData("530102", "2026-05-09", "")]
    [InlineData("620321", "2026-05-10", "")]
    public void Who_left_a_school_within_six_months_of_the_contract_is_a_sign_where_a_text_speaks_of_it(string division, string left, string rules)
    {
        var found = TutorRules.Judge(new TutorFacts(Content, PersonFacts.Clear with { LeftSchoolOn = Day(left) }), Law.Current.At(DivisionCode.Parse(division), Day("2026-11-20")));
        Assert.Equal(rules, string.Join(',', found.Select(f => f.Rule)));
        Assert.All(found, f => Assert.Equal(Severity.Warning, f.Severity));
    }

    [Theory]
    [InlineData("2026-08-31", false)]
    [InlineData("2026-09-01", true)]
    [InlineData("2026-11-20", true)]
    [InlineData("2026-11-21", false)]
    public void The_roster_counts_from_the_first_to_the_last_day_in_service(string day, bool inService)
    {
        var entry = RosterEntry.Begin(Guid.CreateVersion7(), "530102", "school");
        entry.Take("hash", Day("2026-09-01"), Day("2026-11-20"), Now.UtcDateTime);
        entry.Take("hash", Day("2026-09-01"), null, Now.UtcDateTime.AddSeconds(-1));
        Assert.Equal(inService, PersonMatch.On(Day(day), [entry], []).InService);
    }

    [Fact]
    public void A_filed_tutor_holds_no_longer_once_in_service_and_waits_again_once_not()
    {
        var tutor = Filed();
        Assert.Equal((TutorState.Filed, Day("2026-12-01")), (tutor.State, tutor.RejudgeOn));
        Assert.True(tutor.Rejudge(new PersonFacts(true, []), At("2026-11-20"), Now));
        Assert.Equal((TutorState.NoLongerHolds, null), (tutor.State, tutor.PublishedOn));
        Assert.True(tutor.Rejudge(PersonFacts.Clear, At("2026-11-20"), Now));
        Assert.Equal(TutorState.Submitted, tutor.State);
    }

    [Fact]
    public void What_is_undetermined_needs_a_person_and_a_breach_is_not_talked_away()
    {
        var higher = Content with { Qualifications = [new Qualification(QualificationKind.Teacher, "数学", EducationStage.SeniorHigh, Day("2020-01-01"), null)] };
        var tutor = Tutor.Draft(new Owner("530102", "", "code"), higher, new SealedPerson("c", "h"), Now);
        tutor.Submit(PersonFacts.Clear, At("2026-11-20"), Now);
        Assert.Equal("FILING_DETERMINATION_MISSING", Refused(() => tutor.File(PersonFacts.Clear, [], At("2026-11-20"), Now)));
        Held held = new("TutorLacksQualification", true, "学段不符合任教要求");
        Assert.Equal("FILING_BREACH_STANDS", Refused(() => tutor.File(PersonFacts.Clear, [held], At("2026-11-20"), Now)));
        Assert.Equal("FILING_BREACH_STANDS", Refused(() => tutor.File(new PersonFacts(true, []), [held with { Breached = false }], At("2026-11-20"), Now)));
        tutor.File(PersonFacts.Clear, [held with { Breached = false }], At("2026-11-20"), Now);
        Assert.Equal(TutorState.Filed, tutor.State);
    }

    [Theory]
    [InlineData("2028-11-20", false)]
    [InlineData("2028-11-21", true)]
    public void A_person_is_erased_after_the_years_of_keeping_only(string day, bool erased)
    {
        var tutor = Filed();
        tutor.End(Day("2026-11-20"), Now);
        if (!erased) Assert.Equal("RETENTION_RUNS", Refused(() => tutor.Erase(At(day), Now)));
        else tutor.Erase(At(day), Now);
        Assert.Equal((erased, erased), (tutor.PersonCipher is null, tutor.PersonHash is null));
        if (erased) Assert.Equal("PERSON_ERASED", Refused(() => tutor.Erase(At(day), Now)));
    }

    [Theory]
    [InlineData(5, 5, 0, 0, 0, "")]
    [InlineData(5, 6, 0, 0, 0, "TooFewFullTimeTeachers")]
    [InlineData(5, 0, 250, 0, 0, "")]
    [InlineData(5, 0, 251, 0, 0, "TooFewTeachersForPupils")]
    [InlineData(6, 0, 0, 100, 0, "")]
    [InlineData(6, 0, 0, 101, 0, "TooFewTeachersForPreschool")]
    [InlineData(5, 0, 0, 0, 1, "TooFewTutorsOnline")]
    public void Ratios_hold_on_both_sides_of_their_limits(int tutors, int other, int offline, int preschool, int online, string rules) => Assert.Equal(
        rules,
        string.Join(',', StaffingRules.Judge(new StaffingFacts(new StaffingStatement(other, offline, preschool, online), new TutorCount(tutors, tutors, tutors, tutors, tutors)), At("2026-11-20")).Select(f => f.Rule)));

    [Fact]
    public void The_ratio_online_is_not_verified_so_nobody_is_in_breach_of_it() => Assert.Equal(
        Severity.Undetermined,
        StaffingRules.TooFewTutorsOnline(new StaffingFacts(new StaffingStatement(0, 0, 0, 1000), new TutorCount(0, 0, 0, 0, 0)), At("2026-11-20"))!.Severity);

    private static Tutor Filed()
    {
        var tutor = Tutor.Draft(new Owner("530102", "", "code"), Content, new SealedPerson("c", "h"), Now);
        tutor.Submit(PersonFacts.Clear, At("2026-11-20"), Now);
        tutor.File(PersonFacts.Clear, [], At("2026-11-20"), Now);
        return tutor;
    }

    private static string Rules(TutorContent content, string day) =>
        string.Join(',', TutorRules.Judge(new TutorFacts(content, PersonFacts.Clear), At(day)).Select(f => f.Rule));

    private static string Refused(Action step) => Assert.Throws<Refusal>(step).Reason;

    private static LawAt At(string day) => Law.Current.At(DivisionCode.Parse("530102"), Day(day));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    // Tutors, stated and attending pupils on site, then of ages 3 to 6; the greater number counts.
    [Theory]
    [InlineData(1, 10, 50, 0, 0, "")]
    [InlineData(1, 10, 51, 0, 0, "TooFewTeachersForPupils")]
    [InlineData(1, 51, 10, 0, 0, "TooFewTeachersForPupils")]
    [InlineData(3, 0, 0, 10, 50, "")]
    [InlineData(3, 0, 0, 10, 51, "TooFewTeachersForPreschool")]
    [InlineData(3, 0, 0, 51, 10, "TooFewTeachersForPreschool")]
    public void Pupils_who_attend_count_when_fewer_are_stated(int tutors, int offline, int attending, int preschool, int attendingPreschool, string expected) => Assert.Equal(
        expected,
        string.Join(',', StaffingRules.Judge(
            new StaffingFacts(new StaffingStatement(0, offline, preschool, 0), new TutorCount(tutors, tutors, tutors, tutors, tutors), new AttendanceCount(attending, attendingPreschool, 0)),
            At("2026-11-20")).Select(f => f.Rule)));

    // New pupils whose school is known, and those of one school: 20 of at most 25.
    [Theory]
    [InlineData(20, 20, true)]
    [InlineData(19, 19, false)]
    [InlineData(25, 20, true)]
    [InlineData(26, 20, false)]
    [InlineData(200, 160, true)]
    public void Pupils_who_come_from_one_school_are_a_sign(int pupils, int ofSchool, bool sign) =>
        Assert.Equal(sign, RecruitmentRules.PupilsComeFromOneSchool(new OriginFacts(pupils, ofSchool), At("2026-11-20")) is { Severity: Severity.Undetermined });

    // Kunming's text is in force from 9 January 2022.
    [Theory]
    [InlineData("2022-01-08", false)]
    [InlineData("2022-01-09", true)]
    public void What_no_brochure_offered_is_a_breach_by_the_law_of_its_day(string day, bool breach) =>
        Assert.Equal(breach, RecruitmentRules.AttendedWithoutBrochure(["水彩画"], At(day)) is { Severity: Severity.Breach });
}
