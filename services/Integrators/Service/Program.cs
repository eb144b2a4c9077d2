using ShuangJian.Integrators;
using ShuangJian.Platform.Hosting;

await PlatformHost.RunAsync(args, new IntegratorsModule());
