namespace Axis.Signing.Xades.General;

/// <summary>How much one file may make its examination digest: many references over one large document multiply.</summary>
/// <param name="bytes">How many bytes.</param>
/// <param name="references">How many references: manifests that name manifests multiply too.</param>
internal sealed class WorkBudget(long bytes, int references)
{
    private long _left = bytes;
    private int _references = references;

    /// <exception cref="ForeignSignatureException">Nothing is left.</exception>
    public void SpendReference()
    {
        if (--_references < 0)
        {
            throw ForeignSignatureException.Form("Tệp có quá nhiều tham chiếu phải đi theo: dừng lại.");
        }
    }

    /// <exception cref="ForeignSignatureException">Nothing is left.</exception>
    public void Spend(long count)
    {
        _left -= count;
        if (_left < 0)
        {
            throw ForeignSignatureException.Form("Các tham chiếu bắt kiểm tra quá nhiều dữ liệu: dừng lại.");
        }
    }
}
