namespace Axis.Signing.Xades.General;

/// <summary>Keeps octets between two transforms, up to a bound.</summary>
internal sealed class BoundedMemoryStream(int most, WorkBudget budget) : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        budget.Spend(buffer.Length);
        if (Length + buffer.Length > most)
        {
            throw ForeignSignatureException.Form("Dữ liệu giữa hai phép biến đổi quá lớn.");
        }

        base.Write(buffer);
    }
}
