using System.Reflection;
using System.Runtime.CompilerServices;

namespace ShuangJian.Compat.Tests.References;

/// <summary>Lists the public types of an assembly, each with its public and protected members.</summary>
internal static class GrpcShape
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> OfEveryObject = ["Equals", "GetHashCode", "ToString"];

    /// <summary>Spells one type a line: its name, then its members in order, those with several overloads with their number.</summary>
    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetTypes()
        .Where(IsVisible)
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => $"{type.FullName}: {string.Join(' ', Members(type))}".TrimEnd());

    private static IEnumerable<string> Members(Type type) => type.IsSubclassOf(typeof(Delegate))
        ? type.GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.Name!)
        : type.GetMembers(Declared)
            .Where(IsVisible)
            .Where(member => !OfEveryObject.Contains(member.Name) && member.Name != "value__")
            .GroupBy(member => member.Name)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Count() > 1 ? $"{group.Key}*{group.Count()}" : group.Key);

    private static bool IsVisible(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) => false,
        Type nested => IsVisible(nested),
        ConstructorInfo method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        MethodInfo method => !method.IsSpecialName && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(true).Any(
            method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly),
        _ => false,
    };

    private static bool IsVisible(Type type) =>
        type.IsPublic || (type.IsNested && (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem)
            && IsVisible(type.DeclaringType!));
}
