using ShuangJian.Custody;
using ShuangJian.Platform.Hosting;

await PlatformHost.RunAsync(args, new CustodyModule());
