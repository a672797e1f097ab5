using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Registers;

/// <summary>Registers what reads and writes the registers.</summary>
public static class RegisterServices
{
    /// <summary>Adds the services; they stand on the store, the directory and the clock.</summary>
    public static IServiceCollection AddRegisters(this IServiceCollection services) => services.AddSingleton<ReadRegister>().AddSingleton<EnterLine>().AddSingleton<RegisterPdf>().AddSingleton<CloseBooks>();
}
