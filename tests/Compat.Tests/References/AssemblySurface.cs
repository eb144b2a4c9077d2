using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ShuangJian.Compat.Tests.References;

/// <summary>What an assembly defines for others, and what it refers to in others, in words that can be compared.</summary>
internal sealed class AssemblySurface : IDisposable
{
    private const byte GenericInstance = 0x15;

    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly SignatureWords _words = new();

    public AssemblySurface(string path)
    {
        _file = new PEReader(File.OpenRead(path));
        _reader = _file.GetMetadataReader();
    }

    public string Name => _reader.GetString(_reader.GetAssemblyDefinition().Name);

    public void Dispose() => _file.Dispose();

    /// <summary>The identity under which another assembly refers to this name, and that of this assembly.</summary>
    public AssemblyName? ReferenceTo(string assembly) => _reader.AssemblyReferences
        .Select(handle => _reader.GetAssemblyReference(handle).GetAssemblyName())
        .SingleOrDefault(name => name.Name == assembly);

    /// <summary>The types and members of another assembly that this one refers to.</summary>
    public SortedSet<string> References(string assembly)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var handle in _reader.TypeReferences)
            if (AssemblyOf(handle) == assembly)
                found.Add(_words.GetTypeFromReference(_reader, handle, 0));
        foreach (var handle in _reader.MemberReferences)
        {
            var member = _reader.GetMemberReference(handle);
            if (ParentOf(member) is not { } parent || AssemblyOf(parent) != assembly)
                continue;
            var signature = member.GetKind() == MemberReferenceKind.Field
                ? member.DecodeFieldSignature(_words, null)
                : SignatureWords.Method(member.DecodeMethodSignature(_words, null));
            found.Add($"{_words.GetTypeFromReference(_reader, parent, 0)}::{_reader.GetString(member.Name)} {signature}");
        }

        return found;
    }

    /// <summary>The types and members of this assembly that <paramref name="caller"/> may refer to.</summary>
    public HashSet<string> Definitions(string caller)
    {
        var isFriend = Friends().Contains(caller);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in _reader.TypeDefinitions)
        {
            var type = _reader.GetTypeDefinition(handle);
            if (!isFriend && !IsVisible(type))
                continue;
            var name = _words.GetTypeFromDefinition(_reader, handle, 0);
            found.Add(name);
            foreach (var method in type.GetMethods().Select(_reader.GetMethodDefinition))
                if (IsVisible((int)(method.Attributes & MethodAttributes.MemberAccessMask), isFriend))
                    found.Add($"{name}::{_reader.GetString(method.Name)} {SignatureWords.Method(method.DecodeSignature(_words, null))}");
            foreach (var field in type.GetFields().Select(_reader.GetFieldDefinition))
                if (IsVisible((int)(field.Attributes & FieldAttributes.FieldAccessMask), isFriend))
                    found.Add($"{name}::{_reader.GetString(field.Name)} {field.DecodeSignature(_words, null)}");
        }

        return found;
    }

    // Methods and fields number their accessibility alike.
    private static bool IsVisible(int access, bool isFriend) => (MethodAttributes)access switch
    {
        MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem => true,
        MethodAttributes.Assembly or MethodAttributes.FamANDAssem => isFriend,
        _ => false,
    };

    private bool IsVisible(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem =>
            IsVisible(_reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private IEnumerable<string> Friends() => Assembly.LoadFrom(AppContext.BaseDirectory + Name + ".dll")
        .GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>()
        .Select(friend => new AssemblyName(friend.AssemblyName).Name!);

    private string? AssemblyOf(TypeReferenceHandle handle)
    {
        var scope = _reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.AssemblyReference => _reader.GetString(_reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            HandleKind.TypeReference => AssemblyOf((TypeReferenceHandle)scope),
            _ => null,
        };
    }

    private TypeReferenceHandle? ParentOf(MemberReference member)
    {
        if (member.Parent.Kind == HandleKind.TypeReference)
            return (TypeReferenceHandle)member.Parent;
        if (member.Parent.Kind != HandleKind.TypeSpecification)
            return null;
        var blob = _reader.GetBlobReader(_reader.GetTypeSpecification((TypeSpecificationHandle)member.Parent).Signature);
        if (blob.ReadByte() != GenericInstance)
            return null;
        blob.ReadByte();
        var type = blob.ReadTypeHandle();
        return type.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)type : null;
    }
}
