using System.CommandLine;

namespace ShuangJian.Standalone;

internal static class TourCommand
{
    public static Command Create() => new("tour", "");
}
