using ShuangJian.Platform.Hosting;
using ShuangJian.Supervision;

await PlatformHost.RunAsync(args, new SupervisionModule());
