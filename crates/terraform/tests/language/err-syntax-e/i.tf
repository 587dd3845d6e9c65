locals
{
}
