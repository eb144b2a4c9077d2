using ShuangJian.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks [--write] [rules|sessions|screening|courses|look-up|gateway|submit|events|departments|registry|custody|custody-large|homework|province-day|complaints|reports|footprint]…
(string Name, Func<IAsyncEnumerable<Row>> Run)[] parts =
[
    ("rules", Rules.RunAsync),
    ("sessions", CourseVerdicts.SessionsAsync),
    ("screening", CourseVerdicts.ScreeningAsync),
    ("courses", CourseFile.RunAsync),
    ("look-up", LookUp.RunAsync),
    ("gateway", LookUp.GateAsync),
    ("submit", Submit.RunAsync),
    ("events", Events.RunAsync),
    ("departments", Departments.RunAsync),
    ("registry", RegistrySize.RunAsync),
    ("custody", CustodyLedger.RunAsync),
    ("custody-large", CustodyLedger.LargeAsync),
    ("homework", Homework.CountyAsync),
    ("province-day", Homework.ProvinceAsync),
    ("complaints", Watching.ComplaintsAsync),
    ("reports", Watching.ReportsAsync),
    ("footprint", Footprint.RunAsync),
];
var write = args.Contains("--write");
var wanted = args.Where(a => a != "--write").ToArray();
if (wanted.FirstOrDefault(w => parts.All(p => p.Name != w)) is { } unknown)
{
    Console.Error.WriteLine($"There is no part '{unknown}'; there are {string.Join(", ", parts.Select(p => p.Name))}.");
    return 2;
}
var rows = new List<(string Part, Row Row)>();
foreach (var part in parts.Where(p => wanted.Length == 0 || wanted.Contains(p.Name)))
{
    Console.Error.WriteLine($"measuring {part.Name} …");
    await foreach (var row in part.Run())
    {
        Console.Error.WriteLine($"  {row.What}: {row.Measured}, {row.Baseline}, {row.Outcome}");
        rows.Add((part.Name, row));
    }
    // What took minutes is not lost when a later part fails.
    if (write) Report.Write([.. parts.Select(p => p.Name)], rows);
}
Report.Print(rows);
return rows.All(r => r.Row.Reached != false) ? 0 : 1;
