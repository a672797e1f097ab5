using Axis.Bench.Verify;

return args.FirstOrDefault() switch
{
    "verify" => await VerifyBench.RunAsync(args[1..]).ConfigureAwait(false),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Axis.Bench -- verify [small|large|judges]");
    return 2;
}
