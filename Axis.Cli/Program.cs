using Axis.Cli;

return await AxisCommandLine.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
