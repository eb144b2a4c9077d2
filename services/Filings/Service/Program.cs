using ShuangJian.Filings;
using ShuangJian.Platform.Hosting;

await PlatformHost.RunAsync(args, new FilingsModule());
