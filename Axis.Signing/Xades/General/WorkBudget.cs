namespace Axis.Signing.Xades.General;

/// <summary>How much one file may make its examination digest: many references over one large document multiply.</summary>
internal sealed class WorkBudget(long bytes)
{
    private long _left = bytes;

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
