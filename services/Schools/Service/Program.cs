using ShuangJian.Schools;
using ShuangJian.Platform.Hosting;

await PlatformHost.RunAsync(args, new SchoolsModule());
