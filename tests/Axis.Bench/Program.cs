using Axis.Bench.Verify;

return args.FirstOrDefault() switch
{
    "verify" => VerifyBench.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Axis.Bench -- verify");
    return 2;
}
