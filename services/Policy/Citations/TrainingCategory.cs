namespace ShuangJian.Policy;

/// <summary>What a training institution teaches, as the law divides competence.</summary>
public enum TrainingCategory
{
    /// <summary>Subjects of the school curriculum.</summary>
    Academic,

    /// <summary>Foreign languages.</summary>
    ForeignLanguage,

    /// <summary>Culture and arts.</summary>
    Arts,

    /// <summary>Sports.</summary>
    Sports,

    /// <summary>Science and technology.</summary>
    Science,

    /// <summary>Vocational skills.</summary>
    Vocational,

    /// <summary>Childcare.</summary>
    Childcare,
}

public sealed partial class Law
{
    /// <summary>The parameter that names the department competent for a category.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The category does not exist.</exception>
    public static ParameterKey<string> CompetentDepartmentOf(TrainingCategory category) => category switch
    {
        TrainingCategory.Academic => CompetentDepartmentAcademic,
        TrainingCategory.ForeignLanguage => CompetentDepartmentForeignLanguage,
        TrainingCategory.Arts => CompetentDepartmentArts,
        TrainingCategory.Sports => CompetentDepartmentSports,
        TrainingCategory.Science => CompetentDepartmentScience,
        TrainingCategory.Vocational => CompetentDepartmentVocational,
        TrainingCategory.Childcare => CompetentDepartmentChildcare,
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, null),
    };

    /// <summary>The parameter that names the registration authority: the law only tells academic from non-academic.</summary>
    public static ParameterKey<string> RegistrationAuthorityOf(bool academic) =>
        academic ? RegistrationAuthorityAcademic : RegistrationAuthorityNonAcademic;
}
