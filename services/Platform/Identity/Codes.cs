using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Platform.Identity;

/// <summary>Upper-case words of the contract's enums, without their prefix: <c>MARKET_REGULATION</c>.</summary>
public static class Codes
{
    private static readonly FrozenDictionary<string, Audience> Audiences = Read<Audience>(AccessReflection.Descriptor.FindTypeByName<EnumDescriptor>(nameof(Audience)));
    private static readonly FrozenDictionary<string, Department> Departments = Read<Department>(AccessReflection.Descriptor.FindTypeByName<EnumDescriptor>(nameof(Department)));
    private static readonly FrozenDictionary<Department, string> Names = Departments.ToFrozenDictionary(d => d.Value, d => d.Key);

    /// <summary>Every audience with its word.</summary>
    public static IEnumerable<string> AllAudiences => Audiences.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads an audience; false for an unknown word or none.</summary>
    public static bool TryAudience(string? word, out Audience audience)
    {
        audience = default;
        return word is not null && Audiences.TryGetValue(word, out audience);
    }

    /// <summary>Reads a department; false for an unknown word or none.</summary>
    public static bool TryDepartment(string? word, out Department department)
    {
        department = default;
        return word is not null && Departments.TryGetValue(word, out department);
    }

    /// <summary>Word of a department.</summary>
    public static string ToCode(this Department department) => Names[department];

    /// <summary>Words of an enum of the contract, without prefix and without UNSPECIFIED.</summary>
    private static FrozenDictionary<string, T> Read<T>(EnumDescriptor type)
        where T : struct, Enum
    {
        var prefix = type.Values[0].Name[..^"UNSPECIFIED".Length];
        return type.Values.Skip(1).ToFrozenDictionary(v => v.Name[prefix.Length..], v => (T)Enum.ToObject(typeof(T), v.Number), StringComparer.Ordinal);
    }
}
