using ShuangJian.Gateway;

await GatewayHost.Build(WebApplication.CreateBuilder(args)).RunAsync();
