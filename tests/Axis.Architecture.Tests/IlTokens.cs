using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Axis.Architecture.Tests;

/// <summary>The metadata tokens that a method's IL names, instruction by instruction (ECMA-335 §III.1.2, §VI.C.2).</summary>
internal static class IlTokens
{
    private const byte TwoByteLead = 0xFE;

    // The framework's own table: the size of what follows each operation.
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => (int)(ushort)code.Value, static code => code.OperandType);

    /// <summary>Tokens of types, fields, methods and signatures; those of strings aside.</summary>
    /// <exception cref="BadImageFormatException">A byte where an operation belongs is none.</exception>
    public static IEnumerable<int> Of(byte[] code)
    {
        for (var i = 0; i < code.Length;)
        {
            int operation = code[i++];
            if (operation == TwoByteLead)
            {
                operation = (TwoByteLead << 8) | code[i++];
            }

            if (!Operands.TryGetValue(operation, out var operand))
            {
                throw new BadImageFormatException($"no operation 0x{operation:X} at {i}");
            }

            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig)
            {
                yield return BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(i));
            }

            i += operand == OperandType.InlineSwitch ? 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(i))) : SizeOf(operand);
        }
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
