using ShuangJian.Institutions;
using ShuangJian.Platform.Hosting;

await PlatformHost.RunAsync(args, new InstitutionsModule());
