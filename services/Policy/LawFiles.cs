using System.Reflection;

namespace ShuangJian.Policy;

/// <summary>Where the files of the law come from: this assembly, and an operator's directory.</summary>
internal static class LawFiles
{
    internal static List<LawFile> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = new List<LawFile>();
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            files.Add(new LawFile(name, reader.ReadToEnd()));
        }

        return files;
    }

    internal static IEnumerable<LawFile> Overlay(string directory)
    {
        foreach (var path in Directory.EnumerateFiles(directory, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(directory, path).Replace('\\', '/');
            if (name == "other-sources.yaml")
                yield return new LawFile("clauses/" + name, File.ReadAllText(path));
            else if (name.StartsWith("local/", StringComparison.Ordinal))
                yield return new LawFile("parameters/" + name, File.ReadAllText(path));
            else if (name.StartsWith("workflows/", StringComparison.Ordinal) || name.StartsWith("records/", StringComparison.Ordinal) || name.StartsWith("penalties/", StringComparison.Ordinal))
                yield return new LawFile(name, File.ReadAllText(path));
            else
                throw new LawDataException(path, 1, "an overlay holds local/<division>/<topic>/<name>.yaml, workflows/<name>.yaml, records/<kind>.yaml, penalties/<kind>.yaml and other-sources.yaml only");
        }
    }
}
