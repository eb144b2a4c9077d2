namespace Grpc.Core.Utils;

/// <summary>Checks what a method requires.</summary>
public static class GrpcPreconditions
{
    /// <summary>Requires a condition on an argument.</summary>
    /// <exception cref="ArgumentException">The condition is false.</exception>
    public static void CheckArgument(bool condition)
    {
        if (!condition)
            throw new ArgumentException("The argument is not valid.");
    }

    /// <summary>Requires a condition on an argument.</summary>
    /// <exception cref="ArgumentException">The condition is false.</exception>
    public static void CheckArgument(bool condition, string errorMessage)
    {
        if (!condition)
            throw new ArgumentException(errorMessage);
    }

    /// <summary>Requires a value.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static T CheckNotNull<T>(T? reference) => reference is null ? throw new ArgumentNullException(nameof(reference)) : reference;

    /// <summary>Requires a value.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static T CheckNotNull<T>(T? reference, string paramName) =>
        reference is null ? throw new ArgumentNullException(paramName) : reference;

    /// <summary>Requires a condition on the object's state.</summary>
    /// <exception cref="InvalidOperationException">The condition is false.</exception>
    public static void CheckState(bool condition)
    {
        if (!condition)
            throw new InvalidOperationException("The object is not in a state for this.");
    }

    /// <summary>Requires a condition on the object's state.</summary>
    /// <exception cref="InvalidOperationException">The condition is false.</exception>
    public static void CheckState(bool condition, string errorMessage)
    {
        if (!condition)
            throw new InvalidOperationException(errorMessage);
    }
}
