using System.Collections;
using System.Reflection;
using System.Text;

namespace ShuangJian.Contracts.Tests;

/// <summary>Makes an example of any event out of its shape alone, so that a new record needs no code here.</summary>
internal static class Examples
{
    /// <summary>An event with every member set.</summary>
    public static DomainEvent Full(Type type) => (DomainEvent)Record(type, optional: true);

    /// <summary>An event with only the members that it must have.</summary>
    public static DomainEvent Least(Type type) => (DomainEvent)Record(type, optional: false);

    private static object Record(Type type, bool optional)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var instance = constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p.ParameterType, p.Name!, optional))]);
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is not null && constructor.GetParameters().All(a => a.Name != p.Name)))
        {
            var nullable = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
            if (!nullable || optional) property.SetValue(instance, Value(property.PropertyType, property.Name, optional));
        }
        return instance;
    }

    private static object Value(Type type, string name, bool optional)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return name == nameof(DomainEvent.Division) ? "530102" : Words(name);
        if (type == typeof(DateOnly)) return new DateOnly(2025, 9, 1);
        if (type == typeof(DateTime)) return new DateTime(2025, 9, 1, 1, 2, 3, DateTimeKind.Utc);
        if (type == typeof(TimeOnly)) return new TimeOnly(20, 30);
        if (type == typeof(bool)) return true;
        if (type == typeof(int) || type == typeof(long)) return Convert.ChangeType(17, type);
        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)))
        {
            var item = type.GetGenericArguments()[0];
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
            list.Add(Value(item, name, optional));
            return list;
        }
        if (type.Namespace == typeof(DomainEvent).Namespace) return Record(type, optional);
        throw new NotSupportedException($"An event holds text, numbers, truth values, days, lists and records; {name} is {type}.");
    }

    private static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name) words.Append(char.IsUpper(letter) && words.Length > 0 ? $" {letter}" : $"{letter}");
        return words.ToString().ToLowerInvariant();
    }
}
