using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Axis.Architecture.Tests;

/// <summary>Reads what a compiled assembly refers to, without loading it.</summary>
internal static class AssemblyReferences
{
    /// <summary>Names of the assemblies that the file refers to.</summary>
    public static IReadOnlyList<string> Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(PathOf(assembly)));
        var reader = file.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }

    /// <summary>Full names of the types that the assembly declares, nested ones aside.</summary>
    public static IReadOnlyList<string> TypesOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(PathOf(assembly)));
        var reader = file.GetMetadataReader();
        return [.. reader.TypeDefinitions
            .Select(reader.GetTypeDefinition)
            .Where(static type => type.GetDeclaringType().IsNil)
            .Select(type => reader.GetString(type.Namespace) + "." + reader.GetString(type.Name))];
    }

    /// <summary>For each namespace of the assembly, the types of another assembly that its IL, fields, signatures or base types name.</summary>
    public static IEnumerable<(string User, string Used)> TypeUses(string assembly, string other)
    {
        using var file = new PEReader(File.OpenRead(PathOf(assembly)));
        var reader = file.GetMetadataReader();
        foreach (var handle in reader.TypeDefinitions)
        {
            var definition = reader.GetTypeDefinition(handle);
            var user = NamespaceOf(reader, definition);
            var tokens = new TypeTokens(reader, file);
            foreach (var used in tokens.Of(definition))
            {
                var reference = reader.GetTypeReference(used);
                if (AssemblyOf(reader, reference) == other)
                {
                    yield return (user, reader.GetString(reference.Namespace) + "." + reader.GetString(reference.Name));
                }
            }
        }
    }

    private static string PathOf(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");

    private static string NamespaceOf(MetadataReader reader, TypeDefinition definition)
    {
        while (!definition.GetDeclaringType().IsNil)
        {
            definition = reader.GetTypeDefinition(definition.GetDeclaringType());
        }

        return reader.GetString(definition.Namespace);
    }

    private static string? AssemblyOf(MetadataReader reader, TypeReference reference)
    {
        var scope = reference.ResolutionScope;
        while (scope.Kind == HandleKind.TypeReference)
        {
            scope = reader.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope;
        }

        return scope.Kind == HandleKind.AssemblyReference ? reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) : null;
    }
}
