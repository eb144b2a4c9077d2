namespace ShuangJian.Policy;

/// <content>One key per parameter file; the name of a field is what rules cite.</content>
public sealed partial class Law
{
    /// <summary>Whether written homework at home is forbidden for grades 1 and 2.</summary>
    public static readonly ParameterKey<bool> NoHomeworkAtHomeGrades1To2 = new("homework/none_at_home_grades_1_2");
    /// <summary>Whether grades 1 and 2 may practise in school.</summary>
    public static readonly ParameterKey<bool> InSchoolPracticeGrades1To2 = new("homework/in_school_practice_grades_1_2");
    /// <summary>Most minutes a day that written homework takes on average in grades 3 to 6, all subjects together.</summary>
    public static readonly ParameterKey<int> HomeworkMinutesGrades3To6 = new("homework/daily_minutes_grades_3_6");
    /// <summary>Most minutes a day that written homework takes on average in grades 7 to 9, all subjects together.</summary>
    public static readonly ParameterKey<int> HomeworkMinutesGrades7To9 = new("homework/daily_minutes_grades_7_9");

    /// <summary>Latest end of an offline class.</summary>
    public static readonly ParameterKey<TimeOnly> OfflineClassEndsLatest = new("training/offline_class_ends_latest");
    /// <summary>Latest end of an online class.</summary>
    public static readonly ParameterKey<TimeOnly> OnlineClassEndsLatest = new("training/online_class_ends_latest");
    /// <summary>Longest online lesson.</summary>
    public static readonly ParameterKey<int> OnlineLessonMinutes = new("training/online_lesson_minutes");
    /// <summary>Shortest gap between two online lessons.</summary>
    public static readonly ParameterKey<int> OnlineGapMinutes = new("training/online_gap_minutes");
    /// <summary>Whether academic training is forbidden on statutory holidays, rest days and in winter and summer vacation.</summary>
    public static readonly ParameterKey<bool> AcademicOnFreeDaysForbidden = new("training/academic_on_free_days_forbidden");
    /// <summary>Whether academic training is forbidden during school hours.</summary>
    public static readonly ParameterKey<bool> AcademicInSchoolHoursForbidden = new("training/academic_in_school_hours_forbidden");
    /// <summary>Longest continuous online training of one pupil across classes and institutions; empty until a place sets it.</summary>
    public static readonly ParameterKey<int> ContinuousOnlineMinutes = new("training/continuous_online_minutes");

    /// <summary>Longest span of one charge.</summary>
    public static readonly ParameterKey<int> OneChargeMonths = new("fees/one_charge_months");
    /// <summary>Most lessons of one charge; where a cycle is stated too, the shorter counts.</summary>
    public static readonly ParameterKey<int> OneChargeLessons = new("fees/one_charge_lessons");
    /// <summary>Most money of one charge of non-academic training.</summary>
    public static readonly ParameterKey<long> NonAcademicOneChargeFen = new("fees/non_academic_one_charge_fen");
    /// <summary>How long before the first lesson a charge may be made at the earliest.</summary>
    public static readonly ParameterKey<int> EarliestChargeMonthsBefore = new("fees/earliest_charge_months_before");
    /// <summary>Most lessons of the subject that may be left when the next charge is made.</summary>
    public static readonly ParameterKey<int> EarliestChargeLessonsLeft = new("fees/earliest_charge_lessons_left");
    /// <summary>Whether paying by a training loan is forbidden.</summary>
    public static readonly ParameterKey<bool> TrainingLoansForbidden = new("fees/training_loans_forbidden");
    /// <summary>Whether fees of academic training for compulsory education are under government guide prices.</summary>
    public static readonly ParameterKey<bool> AcademicUnderGuidePrice = new("fees/academic_under_guide_price");
    /// <summary>Offline guide price in fen a pupil and standard lesson, by pupils in the class.</summary>
    public static readonly ParameterKey<BandTable> GuidePriceOffline = new("fees/guide_price_offline");
    /// <summary>Offline guide price in rural areas, in fen a pupil and standard lesson, by pupils in the class.</summary>
    public static readonly ParameterKey<BandTable> GuidePriceOfflineRural = new("fees/guide_price_offline_rural");
    /// <summary>Online guide price in fen a pupil and standard lesson, by pupils in the class.</summary>
    public static readonly ParameterKey<BandTable> GuidePriceOnline = new("fees/guide_price_online");
    /// <summary>How far a fee may rise above the guide price; down is free.</summary>
    public static readonly ParameterKey<int> GuidePriceUpPercent = new("fees/guide_price_up_percent");
    /// <summary>Length of the offline standard lesson; other lengths are priced pro rata.</summary>
    public static readonly ParameterKey<int> StandardLessonMinutesOffline = new("fees/standard_lesson_minutes_offline");
    /// <summary>Length of the online standard lesson; other lengths are priced pro rata.</summary>
    public static readonly ParameterKey<int> StandardLessonMinutesOnline = new("fees/standard_lesson_minutes_online");

    /// <summary>Days within which cash goes into custody.</summary>
    public static readonly ParameterKey<int> CashDepositDays = new("custody/cash_deposit_days");
    /// <summary>How prepaid money may be released: in step with teaching.</summary>
    public static readonly ParameterKey<TextList> ReleaseModes = new("custody/release_modes");
    /// <summary>Minimum custody balance as a share of the fees of the base period.</summary>
    public static readonly ParameterKey<int> MinimumBalancePercent = new("custody/minimum_balance_percent");
    /// <summary>Months of fees that the minimum balance is counted from.</summary>
    public static readonly ParameterKey<int> MinimumBalanceBaseMonths = new("custody/minimum_balance_base_months");
    /// <summary>Most that may be paid out in a month, as a multiple of the minimum balance.</summary>
    public static readonly ParameterKey<int> MonthlyPayoutTimesMinimum = new("custody/monthly_payout_times_minimum");
    /// <summary>Levels of risk warning, mildest first.</summary>
    public static readonly ParameterKey<TextList> WarningLevels = new("custody/warning_levels");
    /// <summary>Whether refunds to pupils come first at liquidation.</summary>
    public static readonly ParameterKey<bool> LiquidationPupilsFirst = new("custody/liquidation_pupils_first");

    /// <summary>Days for a full refund before the course starts.</summary>
    public static readonly ParameterKey<int> RefundBeforeStartDays = new("refunds/before_start_days");
    /// <summary>Days for the refund of the rest after the course has started.</summary>
    public static readonly ParameterKey<int> RefundAfterStartDays = new("refunds/after_start_days");
    /// <summary>Working days of an institution's silence after which a refund counts as agreed.</summary>
    public static readonly ParameterKey<int> RefundSilenceWorkingDays = new("refunds/institution_silent_working_days");
    /// <summary>Working days of a parent's silence after which a lesson counts as confirmed.</summary>
    public static readonly ParameterKey<int> LessonSilenceWorkingDays = new("refunds/lesson_silent_working_days");

    /// <summary>Least share of full-time teaching staff among all staff.</summary>
    public static readonly ParameterKey<Ratio> FullTimeTeachingShare = new("staff/full_time_teaching_share");
    /// <summary>Least teachers a pupil in an offline class.</summary>
    public static readonly ParameterKey<Ratio> OfflineTeachersPerPupil = new("staff/offline_teachers_per_pupil");
    /// <summary>Least teachers a pupil for ages 3 to 6.</summary>
    public static readonly ParameterKey<Ratio> PreschoolTeachersPerPupil = new("staff/preschool_teachers_per_pupil");
    /// <summary>Least tutors a pupil online.</summary>
    public static readonly ParameterKey<Ratio> OnlineTutorsPerPupil = new("staff/online_tutors_per_pupil");
    /// <summary>Grounds on which a person may not be employed as a tutor.</summary>
    public static readonly ParameterKey<TextList> BarredPersons = new("staff/barred_persons");

    /// <summary>Least area a pupil in arts training.</summary>
    public static readonly ParameterKey<int> ArtsMetres2PerPupil = new("sites/arts_metres2_per_pupil");
    /// <summary>Least area a pupil in music training.</summary>
    public static readonly ParameterKey<int> MusicMetres2PerPupil = new("sites/music_metres2_per_pupil");
    /// <summary>Least area a pupil in dance training.</summary>
    public static readonly ParameterKey<int> DanceMetres2PerPupil = new("sites/dance_metres2_per_pupil");
    /// <summary>Least area a pupil in drama training.</summary>
    public static readonly ParameterKey<int> DramaMetres2PerPupil = new("sites/drama_metres2_per_pupil");
    /// <summary>Least area of an arts institution in all.</summary>
    public static readonly ParameterKey<int> ArtsSquareMetres = new("sites/arts_square_metres");
    /// <summary>Least share of the area that is used for teaching.</summary>
    public static readonly ParameterKey<Ratio> ArtsTeachingShare = new("sites/arts_teaching_share");
    /// <summary>Shortest lease of an arts institution.</summary>
    public static readonly ParameterKey<int> ArtsLeaseYears = new("sites/arts_lease_years");
    /// <summary>Least area a pupil in chess training.</summary>
    public static readonly ParameterKey<int> ChessMetres2PerPupil = new("sites/chess_metres2_per_pupil");
    /// <summary>Least area a pupil in other sports training.</summary>
    public static readonly ParameterKey<int> SportsMetres2PerPupil = new("sites/sports_metres2_per_pupil");
    /// <summary>Most pupils in a sports class.</summary>
    public static readonly ParameterKey<int> SportsClassPupils = new("sites/sports_class_pupils");
    /// <summary>Least coaches by pupils in the class; below the first band no number is set.</summary>
    public static readonly ParameterKey<BandTable> SportsCoachesByPupils = new("sites/sports_coaches_by_pupils");

    /// <summary>Pupils from which Order 53 applies.</summary>
    public static readonly ParameterKey<int> PenaltyScopePupils = new("penalties/scope_pupils");
    /// <summary>Least staff for an unlicensed institution, besides premises or an app and organisation.</summary>
    public static readonly ParameterKey<int> UnlicensedStaff = new("penalties/unlicensed_staff");
    /// <summary>Least fine for an unlicensed institution, as a multiple of illegal gains.</summary>
    public static readonly ParameterKey<int> UnlicensedFineTimesLeast = new("penalties/unlicensed_fine_times_least");
    /// <summary>Highest fine for an unlicensed institution, as a multiple of illegal gains.</summary>
    public static readonly ParameterKey<int> UnlicensedFineTimesMost = new("penalties/unlicensed_fine_times_most");
    /// <summary>Highest fine for disguised academic training where a warning was not enough.</summary>
    public static readonly ParameterKey<long> DisguisedFenMost = new("penalties/disguised_fen_most");
    /// <summary>Least fine for grave disguised academic training.</summary>
    public static readonly ParameterKey<long> DisguisedGraveFenLeast = new("penalties/disguised_grave_fen_least");
    /// <summary>Highest fine for grave disguised academic training.</summary>
    public static readonly ParameterKey<long> DisguisedGraveFenMost = new("penalties/disguised_grave_fen_most");
    /// <summary>Whether an in-service teacher aggravates the penalty.</summary>
    public static readonly ParameterKey<bool> InServiceTeacherAggravates = new("penalties/in_service_teacher_aggravates");
    /// <summary>Whether money already refunded is deducted from illegal gains.</summary>
    public static readonly ParameterKey<bool> RefundDeducted = new("penalties/refund_deducted");
    /// <summary>Highest fine for the breaches of articles 19 to 25.</summary>
    public static readonly ParameterKey<long> OtherBreachesFenMost = new("penalties/other_breaches_fen_most");

    /// <summary>Channels that must not carry training advertisements.</summary>
    public static readonly ParameterKey<TextList> ForbiddenChannels = new("advertising/forbidden_channels");
    /// <summary>School goods that must not carry advertisements.</summary>
    public static readonly ParameterKey<TextList> ForbiddenSchoolGoods = new("advertising/forbidden_school_goods");
    /// <summary>Greatest size of a file of evidence in megabytes.</summary>
    public static readonly ParameterKey<int> EvidenceMegabytes = new("advertising/evidence_megabytes");
    /// <summary>Media types that a file of evidence may have.</summary>
    public static readonly ParameterKey<TextList> EvidenceTypes = new("advertising/evidence_types");

    /// <summary>Whether no new academic institution for compulsory education is approved.</summary>
    public static readonly ParameterKey<bool> NewAcademicCompulsoryProhibited = new("admission/new_academic_compulsory_prohibited");
    /// <summary>Whether no new academic institution for senior high pupils is approved.</summary>
    public static readonly ParameterKey<bool> NewAcademicSeniorHighProhibited = new("admission/new_academic_senior_high_prohibited");
    /// <summary>Whether no new institution for preschool children is approved.</summary>
    public static readonly ParameterKey<bool> NewPreschoolProhibited = new("admission/new_preschool_prohibited");
    /// <summary>The standard in force for non-academic institutions; none means that approvals wait.</summary>
    public static readonly ParameterKey<string> NonAcademicStandard = new("admission/non_academic_standard");
    /// <summary>Code of the department competent for academic training.</summary>
    public static readonly ParameterKey<string> CompetentDepartmentAcademic = new("admission/competent_department_academic");
    /// <summary>Code of the department competent for foreign-language training.</summary>
    public static readonly ParameterKey<string> CompetentDepartmentForeignLanguage = new("admission/competent_department_foreign_language");
    /// <summary>Code of the department competent for arts training.</summary>
    public static readonly ParameterKey<string> CompetentDepartmentArts = new("admission/competent_department_arts");
    /// <summary>Code of the department competent for sports training.</summary>
    public static readonly ParameterKey<string> CompetentDepartmentSports = new("admission/competent_department_sports");
    /// <summary>Code of the department competent for science training.</summary>
    public static readonly ParameterKey<string> CompetentDepartmentScience = new("admission/competent_department_science");
    /// <summary>Code of the department competent for vocational training.</summary>
    public static readonly ParameterKey<string> CompetentDepartmentVocational = new("admission/competent_department_vocational");
    /// <summary>Code of the department competent for childcare training.</summary>
    public static readonly ParameterKey<string> CompetentDepartmentChildcare = new("admission/competent_department_childcare");
    /// <summary>Code of the authority that registers academic institutions.</summary>
    public static readonly ParameterKey<string> RegistrationAuthorityAcademic = new("admission/registration_authority_academic");
    /// <summary>Code of the authority that registers non-academic institutions.</summary>
    public static readonly ParameterKey<string> RegistrationAuthorityNonAcademic = new("admission/registration_authority_non_academic");

    /// <summary>Working days for accepting or returning an application.</summary>
    public static readonly ParameterKey<int> ApprovalAcceptanceWorkingDays = new("approval/acceptance_working_days");
    /// <summary>Working days for the joint review.</summary>
    public static readonly ParameterKey<int> ApprovalReviewWorkingDays = new("approval/review_working_days");
    /// <summary>Working days for the public notice.</summary>
    public static readonly ParameterKey<int> ApprovalNoticeWorkingDays = new("approval/notice_working_days");
    /// <summary>Working days of the public notice on an institution that trains already and is judged anew.</summary>
    public static readonly ParameterKey<int> ApprovalRecheckNoticeWorkingDays = new("approval/recheck_notice_working_days");
    /// <summary>Days before the last day of a re-review campaign on which it is called to mind.</summary>
    public static readonly ParameterKey<int> ApprovalRecheckReminderDays = new("approval/recheck_reminder_days");
    /// <summary>Years for which a licence is given or renewed.</summary>
    public static readonly ParameterKey<int> ApprovalLicenceTermYears = new("approval/licence_term_years");
    /// <summary>The authority that cancels the internet permit of who loses the filing for training online.</summary>
    public static readonly ParameterKey<string> ApprovalIcpAuthority = new("approval/icp_authority");
    /// <summary>Working days for issuing the licence.</summary>
    public static readonly ParameterKey<int> ApprovalLicenceWorkingDays = new("approval/licence_working_days");

    /// <summary>Days of after-school service a week.</summary>
    public static readonly ParameterKey<int> AfterSchoolDaysPerWeek = new("after_school/days_per_week");
    /// <summary>Hours of after-school service a day.</summary>
    public static readonly ParameterKey<int> AfterSchoolHoursPerDay = new("after_school/hours_per_day");
    /// <summary>Earliest end of after-school service.</summary>
    public static readonly ParameterKey<TimeOnly> AfterSchoolEndsEarliest = new("after_school/ends_earliest");
    /// <summary>Whether after-school service ends no earlier than the local end of work, which county or school records.</summary>
    public static readonly ParameterKey<bool> AfterSchoolNotBeforeEndOfWork = new("after_school/not_before_end_of_work");
    /// <summary>Whether the end is set "in principle" only, so that an earlier one is a warning with a reason.</summary>
    public static readonly ParameterKey<bool> AfterSchoolEndInPrinciple = new("after_school/end_in_principle");
    /// <summary>From when every compulsory school offers after-school service.</summary>
    public static readonly ParameterKey<DateOnly> AfterSchoolEverywhereFrom = new("after_school/everywhere_from");

    /// <summary>Least sport a day.</summary>
    public static readonly ParameterKey<int> SportMinutesPerDay = new("sport/minutes_per_day");
    /// <summary>Least sport in school a day.</summary>
    public static readonly ParameterKey<int> SportMinutesInSchool = new("sport/minutes_in_school");
    /// <summary>Least sport outside school a day.</summary>
    public static readonly ParameterKey<int> SportMinutesOutsideSchool = new("sport/minutes_outside_school");
    /// <summary>Least of sport skills that each pupil learns.</summary>
    public static readonly ParameterKey<int> SportSkillsLeast = new("sport/sport_skills_least");
    /// <summary>Upper number of sport skills that each pupil learns.</summary>
    public static readonly ParameterKey<int> SportSkillsMost = new("sport/sport_skills_most");
    /// <summary>Least of arts skills that each pupil learns.</summary>
    public static readonly ParameterKey<int> ArtsSkillsLeast = new("sport/arts_skills_least");
    /// <summary>Upper number of arts skills that each pupil learns.</summary>
    public static readonly ParameterKey<int> ArtsSkillsMost = new("sport/arts_skills_most");

    /// <summary>Least visits of the responsible inspector to a school a month.</summary>
    public static readonly ParameterKey<int> SchoolVisitsPerMonth = new("supervision/school_visits_per_month");
    /// <summary>Least inspections of every school a year.</summary>
    public static readonly ParameterKey<int> FullCoveragePerYear = new("supervision/full_coverage_per_year");
    /// <summary>Years of one full round of inspecting teaching routines.</summary>
    public static readonly ParameterKey<int> TeachingRoundYears = new("supervision/teaching_round_years");
    /// <summary>Bulletins a month.</summary>
    public static readonly ParameterKey<int> BulletinsPerMonth = new("supervision/bulletins_per_month");
    /// <summary>Reports a quarter.</summary>
    public static readonly ParameterKey<int> ReportsPerQuarter = new("supervision/reports_per_quarter");
    /// <summary>Day by which the report goes to the city.</summary>
    public static readonly ParameterKey<DateOnly> CityReportDue = new("supervision/city_report_due");
    /// <summary>Working days for accepting a complaint.</summary>
    public static readonly ParameterKey<int> ComplaintAcceptanceWorkingDays = new("supervision/complaint_acceptance_working_days");
    /// <summary>Working days for answering a complaint.</summary>
    public static readonly ParameterKey<int> ComplaintAnswerWorkingDays = new("supervision/complaint_answer_working_days");

    /// <summary>Years for which training materials are kept.</summary>
    public static readonly ParameterKey<int> MaterialRetentionYears = new("filings/material_retention_years");
    /// <summary>Years for which the record of a tutor who has left is kept.</summary>
    public static readonly ParameterKey<int> TutorRecordYears = new("filings/tutor_record_years");
    /// <summary>Days back for which new pupils are looked at by school.</summary>
    public static readonly ParameterKey<int> CollusionSignDays = new("filings/collusion_sign_days");
    /// <summary>Least pupils of one school that are a sign of collusion.</summary>
    public static readonly ParameterKey<int> CollusionSignPupils = new("filings/collusion_sign_pupils");
    /// <summary>Least share of the new pupils who come from one school that is a sign of collusion.</summary>
    public static readonly ParameterKey<Ratio> CollusionSignShare = new("filings/collusion_sign_share");
    /// <summary>Greatest size of one file of a training material.</summary>
    public static readonly ParameterKey<int> MaterialMegabytes = new("filings/material_megabytes");
    /// <summary>Months for which the filing of a course holds.</summary>
    public static readonly ParameterKey<int> CourseTermMonths = new("filings/course_term_months");
    /// <summary>Working days within which the department decides a submitted course.</summary>
    public static readonly ParameterKey<int> CourseReviewWorkingDays = new("filings/course_review_working_days");

    /// <summary>Least share of places of top demonstration senior high schools that is allotted.</summary>
    public static readonly ParameterKey<int> SeniorHighQuotaPercent = new("targets/senior_high_quota_percent");
    /// <summary>Aim: share of standardised compulsory schools.</summary>
    public static readonly ParameterKey<int> StandardCompulsorySchoolsPercent = new("targets/standard_compulsory_schools_percent");
    /// <summary>Aim: share of migrants' children in public schools.</summary>
    public static readonly ParameterKey<int> MigrantsInPublicSchoolsPercent = new("targets/migrants_in_public_schools_percent");
    /// <summary>Aim: share of standardised junior schools.</summary>
    public static readonly ParameterKey<int> StandardJuniorSchoolsPercent = new("targets/standard_junior_schools_percent");
    /// <summary>Aim: share of provincial modern schools among junior schools.</summary>
    public static readonly ParameterKey<int> ModernJuniorSchoolsPercent = new("targets/modern_junior_schools_percent");
    /// <summary>Last day for the aims of compulsory education.</summary>
    public static readonly ParameterKey<DateOnly> CompulsoryTargetsDue = new("targets/compulsory_due");
    /// <summary>Last day for the aims of junior schools.</summary>
    public static readonly ParameterKey<DateOnly> JuniorTargetsDue = new("targets/junior_due");
    /// <summary>Day by which burdens are effectively lighter.</summary>
    public static readonly ParameterKey<DateOnly> BurdenEffectiveDue = new("targets/burden_effective_due");
    /// <summary>Day by which the results are marked.</summary>
    public static readonly ParameterKey<DateOnly> BurdenMarkedDue = new("targets/burden_marked_due");

    /// <summary>Working days within which a service confirms what a measure on an institution brings about.</summary>
    public static readonly ParameterKey<int> ConsequenceWorkingDays = new("standing/consequence_working_days");
    /// <summary>Working days that a suspended institution has to mend what was found, unless the decision sets a day.</summary>
    public static readonly ParameterKey<int> RectificationWorkingDays = new("standing/rectification_working_days");
    /// <summary>Grounds of a penalty that lead to the black list.</summary>
    public static readonly ParameterKey<TextList> BlackListGrounds = new("lists/black_list_grounds");
    /// <summary>Months that a black entry lasts; without a value it lasts until it is removed.</summary>
    public static readonly ParameterKey<int> BlackListMonths = new("lists/black_list_months");
    /// <summary>Days between two editions of the lists of a division.</summary>
    public static readonly ParameterKey<int> EditionDays = new("lists/edition_days");
}
