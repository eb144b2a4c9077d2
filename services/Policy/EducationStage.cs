namespace ShuangJian.Policy;

/// <summary>Ages that are trained.</summary>
public enum EducationStage
{
    /// <summary>Below age 3.</summary>
    Infant,

    /// <summary>Ages 3 to 6.</summary>
    Preschool,

    /// <summary>Grades 1 to 6; compulsory education.</summary>
    Primary,

    /// <summary>Grades 7 to 9; compulsory education.</summary>
    Junior,

    /// <summary>Grades 10 to 12.</summary>
    SeniorHigh,

    /// <summary>Adults.</summary>
    Adult,
}
