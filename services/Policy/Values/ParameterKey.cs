namespace ShuangJian.Policy;

/// <summary>The name of a parameter of the law, and the place of its values in the index.</summary>
public abstract class ParameterKey
{
    private static int s_count;

    private protected ParameterKey(string name)
    {
        Name = name;
        Index = Interlocked.Increment(ref s_count) - 1;
    }

    /// <summary>The path of its file below <c>parameters/</c>, such as <c>training/offline_class_ends_latest</c>.</summary>
    public string Name { get; }

    /// <summary>The type of its values.</summary>
    public abstract Type ValueType { get; }

    internal static int Count => Volatile.Read(ref s_count);

    internal int Index { get; }

    internal abstract ParameterTable MakeTable(Parameter parameter);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>A parameter whose values are of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The type that its unit is read as.</typeparam>
public sealed class ParameterKey<T> : ParameterKey
    where T : notnull
{
    internal ParameterKey(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override Type ValueType => typeof(T);

    internal override ParameterTable MakeTable(Parameter parameter) => new ParameterTable<T>(this, parameter);
}
