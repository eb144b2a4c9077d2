using ShuangJian.Events;
using ShuangJian.Platform.Hosting;

await PlatformHost.RunAsync(args, new EventsModule());
