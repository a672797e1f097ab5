namespace Axis.Signing.Xades.General;

/// <summary>Keeps octets between two transforms, up to a bound.</summary>
internal sealed class BoundedMemoryStream(int most, WorkBudget budget) : MemoryStream
{
    // The base sends every other way of writing here, because this one is overridden.
    public override void Write(byte[] buffer, int offset, int count)
    {
        budget.Spend(count);
        if (Length + count > most)
        {
            throw ForeignSignatureException.Form("Dữ liệu giữa hai phép biến đổi quá lớn.");
        }

        base.Write(buffer, offset, count);
    }
}
