using ShuangJian.Monitoring;
using ShuangJian.Platform.Hosting;

await PlatformHost.RunAsync(args, new MonitoringModule());
