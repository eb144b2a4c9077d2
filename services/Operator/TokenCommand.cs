using System.CommandLine;
using System.Text.Json;
using ShuangJian.Platform.Identity;
using Spectre.Console;

namespace ShuangJian.Operating;

/// <summary><c>token</c>: a token to call with, from an identity provider or signed with an installation's own key.</summary>
internal static class TokenCommand
{
    public static Command Create(ConnectionOptions connection, IAnsiConsole console) =>
        new("token", "令牌 A token to call with") { Sign(connection, console), Fetch(console) };

    private static Command Sign(ConnectionOptions connection, IAnsiConsole console)
    {
        var audience = new Argument<string>("audience") { Description = $"身份 Kind of caller: {string.Join(", ", Codes.AllAudiences)}" };
        var division = new Argument<string>("division") { Description = "行政区划 Jurisdiction, six digits" };
        var department = new Option<string?>("--department") { Description = "部门 Department of a REGULATOR, for example EDUCATION" };
        var organization = new Option<string?>("--organization") { Description = "统一社会信用代码 Credit code of an organisation" };
        var subject = new Option<string>("--subject") { Description = "账号 Who acts; it stands in the audit trail", Required = true };
        var hours = new Option<int>("--hours") { Description = "有效小时 How long it is valid, 1 to 8760", DefaultValueFactory = _ => 12 };
        audience.AcceptOnlyFromAmong([.. Codes.AllAudiences]);
        var command = new Command("sign", "自签 Signs one with --key, where the installation signs its own") { audience, division, department, organization, subject, hours };
        command.SetAction((parsed, _) => OperatorProgram.GuardAsync(() =>
        {
            var life = parsed.GetValue(hours);
            if (life is < 1 or > 8760) throw new UsageException("--hours 应为 1 至 8760 is 1 to 8760");
            if (!File.Exists(connection.Key(parsed))) throw new UsageException($"没有密钥 there is no key '{connection.Key(parsed)}'");
            console.Profile.Out.Writer.WriteLine(OwnTokens.Sign(
                connection.Key(parsed), parsed.GetValue(subject)!, parsed.GetValue(audience)!, parsed.GetValue(division)!,
                parsed.GetValue(department), parsed.GetValue(organization), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(life)));
            return Task.FromResult(ExitCodes.Well);
        }));
        return command;
    }

    private static Command Fetch(IAnsiConsole console)
    {
        var authority = new Option<string>("--authority") { Description = "身份提供者 Address of the OpenID Connect provider (Identity:Authority)", Required = true };
        var client = new Option<string>("--client-id") { Description = "客户端 Client that is registered there", Required = true };
        var secret = new Option<string>("--client-secret-file") { Description = "密钥文件 File with its secret", Required = true };
        var command = new Command("fetch", "取令牌 Gets one from the identity provider by client credentials") { authority, client, secret };
        command.SetAction((parsed, cancellation) => OperatorProgram.GuardAsync(async () =>
        {
            using var http = new HttpClient();
            try
            {
                var discovery = new Uri(parsed.GetValue(authority)!.TrimEnd('/') + "/.well-known/openid-configuration");
                using var known = JsonDocument.Parse(await http.GetStringAsync(discovery, cancellation));
                var endpoint = new Uri(known.RootElement.GetProperty("token_endpoint").GetString()!);
                var file = await File.ReadAllTextAsync(parsed.GetValue(secret)!, cancellation);
                using var form = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = parsed.GetValue(client)!,
                    ["client_secret"] = file.Trim(),
                });
                using var answer = await http.PostAsync(endpoint, form, cancellation);
                if (!answer.IsSuccessStatusCode) throw new UsageException($"身份提供者拒绝 the identity provider refused: {(int)answer.StatusCode}");
                using var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellation));
                console.Profile.Out.Writer.WriteLine(token.RootElement.GetProperty("access_token").GetString());
                return ExitCodes.Well;
            }
            catch (Exception e) when (e is HttpRequestException or UriFormatException or JsonException or KeyNotFoundException)
            {
                await Console.Error.WriteLineAsync($"sj: 身份提供者没有应答 the identity provider does not answer as one: {e.Message}");
                return ExitCodes.Unreachable;
            }
        }));
        return command;
    }
}
