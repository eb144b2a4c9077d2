namespace Microsoft.SqlServer.Server;

/// <summary>Says whether a function of the server reads user data.</summary>
public enum DataAccessKind
{
    /// <summary>It reads none.</summary>
    None = 0,

    /// <summary>It reads some.</summary>
    Read = 1,
}

/// <summary>Says whether a function of the server reads the system catalogue.</summary>
public enum SystemDataAccessKind
{
    /// <summary>It does not.</summary>
    None = 0,

    /// <summary>It does.</summary>
    Read = 1,
}

/// <summary>Marks a method as a function of the server.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public class SqlFunctionAttribute : Attribute
{
    /// <summary>Whether the same input always gives the same output.</summary>
    public bool IsDeterministic { get; set; }

    /// <summary>Whether the function reads user data.</summary>
    public DataAccessKind DataAccess { get; set; }

    /// <summary>Whether the function reads the system catalogue.</summary>
    public SystemDataAccessKind SystemDataAccess { get; set; }

    /// <summary>Whether the function computes without rounding.</summary>
    public bool IsPrecise { get; set; }

    /// <summary>The name of the function on the server.</summary>
    public string? Name { get; set; }

    /// <summary>The columns of the table that a table-valued function returns.</summary>
    public string? TableDefinition { get; set; }

    /// <summary>The method that fills one row of a table-valued function.</summary>
    public string? FillRowMethodName { get; set; }
}

/// <summary>Marks a method of a user-defined type.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class SqlMethodAttribute : SqlFunctionAttribute
{
    /// <summary>Whether the method runs on a null instance.</summary>
    public bool OnNullCall { get; set; } = true;

    /// <summary>Whether the method changes the instance.</summary>
    public bool IsMutator { get; set; }

    /// <summary>Whether the method runs where the data lies when the instance is null.</summary>
    public bool InvokeIfReceiverIsNull { get; set; }
}

/// <summary>Describes a parameter, field, property or result of the server more closely than its type does.</summary>
[AttributeUsage(
    AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.ReturnValue,
    AllowMultiple = false,
    Inherited = false)]
public class SqlFacetAttribute : Attribute
{
    /// <summary>Whether the length never varies.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>The largest length, in characters or bytes.</summary>
    public int MaxSize { get; set; }

    /// <summary>The number of digits.</summary>
    public int Precision { get; set; }

    /// <summary>The number of digits after the point.</summary>
    public int Scale { get; set; }

    /// <summary>Whether the value may be null.</summary>
    public bool IsNullable { get; set; }
}
