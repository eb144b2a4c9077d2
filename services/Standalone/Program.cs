using System.CommandLine;
using ShuangJian.Standalone;

var root = new RootCommand("双减平台 ShuangJian Platform：一个进程运行全部服务，无需安装任何服务器。")
{
    TokenCommand.Create(),
    TourCommand.Create(),
};
root.SetAction((_, cancellation) => StandaloneHost.RunAsync(cancellation));
return await root.Parse(args).InvokeAsync();
