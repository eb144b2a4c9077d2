namespace Microsoft.SqlServer.Server;

/// <summary>Says how the bytes of a user-defined type or aggregate are laid out.</summary>
public enum Format
{
    /// <summary>The format is not known.</summary>
    Unknown = 0,

    /// <summary>The fields are written one after the other in the server's own layout.</summary>
    Native = 1,

    /// <summary>The type writes and reads itself through <see cref="IBinarySerialize"/>.</summary>
    UserDefined = 2,
}

/// <summary>Writes and reads a user-defined type or aggregate in its own format.</summary>
public interface IBinarySerialize
{
    /// <summary>Fills the instance from <paramref name="r"/>.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the instance to <paramref name="w"/>.</summary>
    void Write(BinaryWriter w);
}

/// <summary>Marks a class or structure as a user-defined type of the server.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = true)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>The largest size in bytes; -1 stands for up to 2 GB.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether every instance takes the same number of bytes.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether the bytes sort the way the values do.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>The layout of the bytes.</summary>
    public Format Format { get; } = format;

    /// <summary>The method that checks an instance built from bytes.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>The name of the type on the server.</summary>
    public string? Name { get; set; }
}

/// <summary>Marks a class or structure as a user-defined aggregate of the server.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = false)]
public sealed class SqlUserDefinedAggregateAttribute(Format format) : Attribute
{
    /// <summary>The largest value <see cref="MaxByteSize"/> takes.</summary>
    public const int MaxByteSizeValue = 8000;

    private int _maxByteSize;

    /// <summary>The largest size in bytes, -1 (up to 2 GB) to 8000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside that range.</exception>
    public int MaxByteSize
    {
        get => _maxByteSize;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, -1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxByteSizeValue);
            _maxByteSize = value;
        }
    }

    /// <summary>Whether a duplicate changes the result.</summary>
    public bool IsInvariantToDuplicates { get; set; }

    /// <summary>Whether a null changes the result.</summary>
    public bool IsInvariantToNulls { get; set; }

    /// <summary>Whether the order of the values changes the result.</summary>
    public bool IsInvariantToOrder { get; set; }

    /// <summary>Whether the result over no values is null.</summary>
    public bool IsNullIfEmpty { get; set; }

    /// <summary>The layout of the bytes.</summary>
    public Format Format { get; } = format;

    /// <summary>The name of the aggregate on the server.</summary>
    public string? Name { get; set; }
}

/// <summary>Thrown when a type is used as a user-defined type and cannot be one.</summary>
public sealed class InvalidUdtException : SystemException
{
    private InvalidUdtException(string message)
        : base(message)
    {
    }

    /// <summary>Builds the error for <paramref name="udtType"/>.</summary>
    /// <param name="udtType">The type that was refused.</param>
    /// <param name="resourceReason">Why, in words.</param>
    public static InvalidUdtException Create(Type udtType, string resourceReason)
    {
        ArgumentNullException.ThrowIfNull(udtType);
        return new InvalidUdtException($"'{udtType.FullName}' is an invalid user defined type, reason: {resourceReason}.");
    }
}
