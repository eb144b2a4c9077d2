namespace ShuangJian.Testing;

/// <summary>Where things are that are no part of this assembly.</summary>
public static class Repository
{
    /// <summary>Folder of the solution.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>Configuration that the tests were built with; the services were built with the same.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>What a process wrote, kept after the run to find out what happened.</summary>
    public static string LogOf(string process) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "logs")).FullName, process + ".log");

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "ShuangJian.Platform.sln")) ? folder
            : Above(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository."));
}
