using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Axis.Architecture.Tests;

/// <summary>
/// The type references that one type names: base types, interfaces, fields, method and local signatures, and every metadata token in its IL.
/// </summary>
internal sealed class TypeTokens(MetadataReader reader, PEReader file) : ISignatureTypeProvider<ImmutableArray<TypeReferenceHandle>, object?>
{
    public IReadOnlySet<TypeReferenceHandle> Of(TypeDefinition type)
    {
        var found = new HashSet<TypeReferenceHandle>();
        Add(found, type.BaseType);
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            Add(found, reader.GetInterfaceImplementation(implemented).Interface);
        }

        foreach (var field in type.GetFields())
        {
            found.UnionWith(reader.GetFieldDefinition(field).DecodeSignature(this, null));
        }

        foreach (var handle in type.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            Add(found, method.DecodeSignature(this, null));
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            var body = file.GetMethodBody(method.RelativeVirtualAddress);
            if (!body.LocalSignature.IsNil)
            {
                foreach (var local in reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, null))
                {
                    found.UnionWith(local);
                }
            }

            AddCode(found, body.GetILBytes());
        }

        return found;
    }

    public ImmutableArray<TypeReferenceHandle> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => [handle];

    public ImmutableArray<TypeReferenceHandle> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => [];

    public ImmutableArray<TypeReferenceHandle> GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public ImmutableArray<TypeReferenceHandle> GetGenericInstantiation(ImmutableArray<TypeReferenceHandle> genericType, ImmutableArray<ImmutableArray<TypeReferenceHandle>> typeArguments) =>
        [.. genericType, .. typeArguments.SelectMany(static a => a)];

    public ImmutableArray<TypeReferenceHandle> GetFunctionPointerType(MethodSignature<ImmutableArray<TypeReferenceHandle>> signature) =>
        [.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(static p => p)];

    public ImmutableArray<TypeReferenceHandle> GetModifiedType(ImmutableArray<TypeReferenceHandle> modifier, ImmutableArray<TypeReferenceHandle> unmodifiedType, bool isRequired) =>
        [.. modifier, .. unmodifiedType];

    public ImmutableArray<TypeReferenceHandle> GetArrayType(ImmutableArray<TypeReferenceHandle> elementType, ArrayShape shape) => elementType;

    public ImmutableArray<TypeReferenceHandle> GetByReferenceType(ImmutableArray<TypeReferenceHandle> elementType) => elementType;

    public ImmutableArray<TypeReferenceHandle> GetPinnedType(ImmutableArray<TypeReferenceHandle> elementType) => elementType;

    public ImmutableArray<TypeReferenceHandle> GetPointerType(ImmutableArray<TypeReferenceHandle> elementType) => elementType;

    public ImmutableArray<TypeReferenceHandle> GetSZArrayType(ImmutableArray<TypeReferenceHandle> elementType) => elementType;

    public ImmutableArray<TypeReferenceHandle> GetGenericMethodParameter(object? genericContext, int index) => [];

    public ImmutableArray<TypeReferenceHandle> GetGenericTypeParameter(object? genericContext, int index) => [];

    public ImmutableArray<TypeReferenceHandle> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];

    private static void Add(HashSet<TypeReferenceHandle> found, MethodSignature<ImmutableArray<TypeReferenceHandle>> signature)
    {
        found.UnionWith(signature.ReturnType);
        found.UnionWith(signature.ParameterTypes.SelectMany(static p => p));
    }

    private void AddCode(HashSet<TypeReferenceHandle> found, byte[]? code)
    {
        foreach (var token in IlTokens.Of(code ?? []))
        {
            Add(found, MetadataTokens.EntityHandle(token));
        }
    }

    private void Add(HashSet<TypeReferenceHandle> found, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference when !handle.IsNil:
                found.Add((TypeReferenceHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                found.UnionWith(reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null));
                break;
            case HandleKind.MemberReference:
                Add(found, reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                var method = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(found, method.Method);
                foreach (var argument in method.DecodeSignature(this, null))
                {
                    found.UnionWith(argument);
                }

                break;
            default:
                break;
        }
    }
}
