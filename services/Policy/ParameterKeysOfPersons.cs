namespace ShuangJian.Policy;

/// <content>Keys of the filings around persons: materials, tutors and pupils.</content>
public sealed partial class Law
{
    /// <summary>Types of files that a training material may have.</summary>
    public static readonly ParameterKey<TextList> MaterialTypes = new("filings/material_types");
    /// <summary>Months for which the filing of a tutor holds.</summary>
    public static readonly ParameterKey<int> TutorFilingMonths = new("filings/tutor_filing_months");
    /// <summary>Years for which the enrolment of a pupil is kept after its end.</summary>
    public static readonly ParameterKey<int> EnrolmentRecordYears = new("filings/enrolment_record_years");
    /// <summary>Months after leaving a school within which being engaged is a sign of poaching.</summary>
    public static readonly ParameterKey<int> PoachingSignMonths = new("filings/poaching_sign_months");
}
