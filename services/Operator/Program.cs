using ShuangJian.Operating;

return await OperatorProgram.RunAsync(args, Spectre.Console.AnsiConsole.Console);
